-- Outgoing mail. Owner of this file: the room `sending`.
create table email_submission (
    project_id      uuid not null,
    id              uuid not null,
    account_id      uuid not null,
    conversation_id uuid not null,
    email_id        uuid,
    member_id       uuid not null,
    idempotency_key text not null,
    request_hash    bytea not null,
    message_id      text not null,
    envelope_from   text not null,
    recipients      jsonb not null,
    source          bytea not null,
    phase           text not null check (phase in ('queued', 'connected', 'recipients_accepted', 'data_sent', 'accepted',
                                                   'failed', 'uncertain', 'discarded')),
    failure         text,
    failure_args    jsonb not null default '{}',
    recipient_failures jsonb not null default '[]',
    attempts        integer not null default 0,
    next_attempt_at timestamptz,
    epoch           bigint not null default 0,
    lease_until     timestamptz,
    sent_copy       text not null default 'pending' check (sent_copy in ('pending', 'by_provider', 'appended', 'impossible')),
    created_at      timestamptz not null,
    queued_at       timestamptz not null,
    accepted_at     timestamptz,
    updated_at      timestamptz not null,
    primary key (project_id, id),
    unique (project_id, member_id, idempotency_key),
    foreign key (project_id, account_id) references mail_account (project_id, id) on delete cascade,
    foreign key (project_id, conversation_id) references conversation (project_id, id) on delete cascade
);

comment on column email_submission.next_attempt_at is 'when the job has something to do next; null when it is done';
comment on column email_submission.epoch is 'counts the takers; whoever holds an older one may not go on to the data';
comment on column email_submission.queued_at is 'since when it has been tried: creation, or the last time a person said again';
create index email_submission_open on email_submission (project_id, created_at)
    where phase not in ('accepted', 'discarded');

-- db-scheduler's own table (github.com/kagkarlsson/db-scheduler).
create table scheduled_tasks (
    task_name            text not null,
    task_instance        text not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_alive on scheduled_tasks (last_heartbeat);
