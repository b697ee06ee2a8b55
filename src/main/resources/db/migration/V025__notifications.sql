-- What members are told, how each wants to be told, and the copies that go to their browsers. Owner of this file: the room `notification`.
create table notification (
    project_id      uuid not null,
    id              uuid not null,
    member_id       uuid not null,
    kind            text not null check (kind in ('assigned', 'mentioned', 'reply_in_mine', 'new_unassigned', 'mailbox_trouble',
                                                  'shared_with_me', 'access_requested', 'snooze_over')),
    conversation_id uuid,
    account_id      uuid,
    actor_id        uuid,
    subject_id      uuid not null,
    count           integer not null,
    in_app          boolean not null,
    by_push         boolean not null,
    by_email        boolean not null,
    at              timestamptz not null,
    read_at         timestamptz,
    mailed_at       timestamptz,
    primary key (project_id, id),
    check (num_nonnulls(conversation_id, account_id) = 1),
    foreign key (project_id, member_id) references member (project_id, id),
    foreign key (project_id, conversation_id) references conversation (project_id, id) on delete cascade,
    foreign key (project_id, account_id) references mail_account (project_id, id) on delete cascade
);
comment on column notification.actor_id is 'who did it; null: it came about by itself';
comment on column notification.subject_id is 'what it is about; what is unread of one kind about the same is one line with a count';
comment on column notification.in_app is 'the channels the member wanted for this kind when it was made';
comment on column notification.mailed_at is 'when a digest told of it';
create unique index notification_line on notification (project_id, member_id, kind, subject_id) where read_at is null;
create index notification_newest on notification (project_id, member_id, at desc, id desc);
create index notification_of_conversation on notification (project_id, conversation_id) where conversation_id is not null;
create index notification_of_account on notification (project_id, account_id) where account_id is not null;
create index notification_old on notification (at);
create index notification_unmailed on notification (project_id, member_id, at)
    where read_at is null and mailed_at is null and by_email;

-- What a member chose of the channels for one kind; without a row the kind's own defaults hold.
create table notification_choice (
    project_id uuid not null,
    member_id  uuid not null,
    kind       text not null,
    in_app     boolean not null,
    by_push    boolean not null,
    by_email   boolean not null,
    primary key (project_id, member_id, kind),
    foreign key (project_id, member_id) references member (project_id, id)
);

-- When a member is left in peace, and when their digest comes. Times are the clock's in the member's own time zone.
create table notification_schedule (
    project_id     uuid not null,
    member_id      uuid not null,
    quiet_from     time,
    quiet_until    time,
    quiet_weekends boolean not null default false,
    push_subject   boolean not null default false,
    digest         text not null default 'off' check (digest in ('off', 'hourly', 'daily')),
    digest_hour    smallint not null default 8 check (digest_hour between 0 and 23),
    digest_at      timestamptz not null,
    digest_after   timestamptz,
    primary key (project_id, member_id),
    check ((quiet_from is null) = (quiet_until is null)),
    foreign key (project_id, member_id) references member (project_id, id)
);
comment on column notification_schedule.push_subject is 'whether a browser shows the subject of the conversation, and not only that there is something';
comment on column notification_schedule.digest_at is 'when the last digest went out, or would have';
create index notification_schedule_digests on notification_schedule (digest) where digest <> 'off';

comment on column notification_schedule.digest_after is 'not before: the mailbox that sends it was out of order';

-- The mailbox from which a project sends what it tells its own members.
create table notice_mailbox (
    project_id uuid primary key references project,
    account_id uuid not null,
    chosen_by  uuid not null,
    foreign key (project_id, account_id) references mail_account (project_id, id) on delete cascade
);

-- The installation's pair of keys for Web Push (RFC 8292); the private one is sealed with the installation's key.
create table push_key (
    only_one    boolean primary key default true check (only_one),
    public_key  bytea not null,
    sealed      bytea not null
);

-- A browser that a member wants to be told in (RFC 8030, RFC 8291).
create table push_subscription (
    project_id uuid not null,
    id         uuid not null,
    member_id  uuid not null,
    endpoint   text not null check (length(endpoint) <= 2000),
    public_key bytea not null check (length(public_key) = 65),
    auth       bytea not null check (length(auth) = 16),
    browser    text not null,
    created_at timestamptz not null,
    told_at    timestamptz,
    primary key (project_id, id),
    unique (project_id, endpoint),
    foreign key (project_id, member_id) references member (project_id, id)
);
create index push_subscription_of on push_subscription (project_id, member_id);

-- One notification on its way to one browser.
create table push_message (
    project_id      uuid not null,
    id              uuid not null,
    subscription_id uuid not null,
    notification_id uuid not null,
    attempts        integer not null default 0,
    created_at      timestamptz not null,
    primary key (project_id, id),
    unique (project_id, subscription_id, notification_id),
    foreign key (project_id, subscription_id) references push_subscription (project_id, id) on delete cascade,
    foreign key (project_id, notification_id) references notification (project_id, id) on delete cascade
);
create index push_message_of_notification on push_message (project_id, notification_id);

-- The audit log is read from the newest on.
create index audit_entry_newest on audit_entry (project_id, at desc, id desc);
