-- What the team knows of a conversation: whether it is done, who is responsible, its tags, and what was done to it.
-- Owners of this file: the rooms `conversation` (columns, events) and `teamwork` (the rest).
alter table conversation
    add column state         text not null default 'open' check (state in ('open', 'snoozed', 'closed')),
    add column state_at      timestamptz,
    add column snoozed_until timestamptz,
    add column assignee_id   uuid,
    add column for_us        boolean not null generated always as
        (coalesce(last_inbound_at >= coalesce(last_outbound_at, '-infinity'), false)) stored,
    add constraint conversation_assignee_fkey foreign key (project_id, assignee_id) references member (project_id, id),
    add constraint conversation_snoozed_check check (snoozed_until is null or state = 'snoozed');
comment on column conversation.state_at is 'since when it is in this state; null: since its beginning';
comment on column conversation.snoozed_until is 'when it comes back by itself; a reply brings it back in any case';
comment on column conversation.assignee_id is 'the one member who is responsible';
comment on column conversation.for_us is 'the last word is the other side''s: they wait for us';

drop index conversation_newest_of_account;
drop index conversation_unseen;
create index conversation_open on conversation (project_id, account_id, last_at desc, id desc) include (assignee_id, for_us)
    where live_count > 0 and state = 'open';
create index conversation_unseen on conversation (project_id, account_id, last_at desc, id desc) include (unseen_at)
    where live_count > 0 and state = 'open' and unseen_at is not null;
create index conversation_snoozed on conversation (project_id, account_id, last_at desc, id desc) where state = 'snoozed';
create index conversation_closed on conversation (project_id, account_id, last_at desc, id desc) where state = 'closed';
create index conversation_wakes on conversation (snoozed_until) where state = 'snoozed' and snoozed_until is not null;
create index conversation_of_assignee on conversation (project_id, assignee_id) where assignee_id is not null;

-- Those who work on it beside the one who is responsible.
create table conversation_member (
    project_id      uuid not null,
    conversation_id uuid not null,
    member_id       uuid not null,
    added_by        uuid not null,
    added_at        timestamptz not null,
    primary key (project_id, member_id, conversation_id),
    foreign key (project_id, conversation_id) references conversation (project_id, id) on delete cascade,
    foreign key (project_id, member_id) references member (project_id, id)
);
create index conversation_member_of on conversation_member (project_id, conversation_id);

-- A member's own archive: out of that member's inbox until something new comes in, whatever the team does.
alter table conversation_read add column archived_at timestamptz;
create index conversation_read_archived on conversation_read (project_id, member_id) where archived_at is not null;

create table tag (
    project_id uuid not null references project,
    id         uuid not null,
    name       text not null check (length(name) between 1 and 60),
    name_key   text not null,
    colour     smallint not null check (colour between 0 and 7),
    created_by uuid not null,
    created_at timestamptz not null,
    primary key (project_id, id),
    unique (project_id, name_key)
);
create table conversation_tag (
    project_id      uuid not null,
    conversation_id uuid not null,
    tag_id          uuid not null,
    at              timestamptz not null,
    primary key (project_id, tag_id, conversation_id),
    foreign key (project_id, conversation_id) references conversation (project_id, id) on delete cascade,
    foreign key (project_id, tag_id) references tag (project_id, id) on delete cascade
);
create index conversation_tag_of on conversation_tag (project_id, conversation_id);

-- The history of a conversation: who did what when. Only ever added to.
create table conversation_event (
    project_id      uuid not null,
    id              uuid not null,
    conversation_id uuid not null,
    at              timestamptz not null,
    member_id       uuid,
    verb            text not null,
    subject_id      uuid,
    detail          text,
    primary key (project_id, id),
    foreign key (project_id, conversation_id) references conversation (project_id, id) on delete cascade
);
comment on column conversation_event.member_id is 'who did it; null: it came about by itself (a reply, a moment)';
comment on column conversation_event.subject_id is 'the member, tag or email that it was about';
comment on column conversation_event.detail is 'one short word or a moment more; never text that came with a message';
create index conversation_event_of on conversation_event (project_id, conversation_id, at, id);

-- What people look for again and again.
create table saved_view (
    project_id uuid not null,
    id         uuid not null,
    owner_id   uuid not null,
    shared     boolean not null,
    name       text not null check (length(name) between 1 and 60),
    section    text not null,
    account_id uuid,
    tag_id     uuid,
    unread     boolean not null default false,
    created_at timestamptz not null,
    primary key (project_id, id),
    foreign key (project_id, owner_id) references member (project_id, id),
    foreign key (project_id, account_id) references mail_account (project_id, id) on delete cascade,
    foreign key (project_id, tag_id) references tag (project_id, id) on delete cascade
);
create index saved_view_of on saved_view (project_id, owner_id);
