-- What a person wants of an email at its server, until the server has done it; and the moves under way or done.
-- Owners of this file: the rooms `conversation` (wishes) and `sync` (moves).
create table email_intent (
    project_id uuid not null,
    email_id   uuid not null,
    kind       text not null check (kind in ('seen', 'flagged', 'place')),
    id         uuid not null,
    account_id uuid not null,
    member_id  uuid not null,
    wanted     boolean,
    goal       text check (goal in ('archive', 'folder', 'trash', 'back')),
    folder_id  uuid,
    wished_at  timestamptz not null,
    sent_at    timestamptz,
    state      text not null default 'waiting' check (state in ('waiting', 'failed')),
    attempts   integer not null default 0,
    due_at     timestamptz not null,
    failure    text,
    primary key (project_id, email_id, kind),
    check ((kind = 'place') = (goal is not null)),
    check ((kind = 'place') = (wanted is null)),
    check (state <> 'failed' or failure is not null),
    foreign key (project_id, email_id) references email (project_id, id) on delete cascade,
    foreign key (project_id, member_id) references member (project_id, id)
);
comment on column email_intent.id is 'another one with each wish, so that the answer to an earlier wish settles nothing of a later one';
comment on column email_intent.sent_at is 'when it was last about to be said to the server: from then on the server may have done it';
create index email_intent_open on email_intent (project_id, account_id, due_at) where state = 'waiting';
create index email_intent_failed on email_intent (project_id, email_id) where state = 'failed';

create table email_move (
    project_id       uuid not null,
    id               uuid not null,
    account_id       uuid not null,
    email_id         uuid not null,
    origin_folder_id uuid not null,
    from_folder_id   uuid not null,
    from_validity    bigint not null,
    from_uid         bigint not null,
    to_folder_id     uuid not null,
    to_validity      bigint not null,
    to_uid_next      bigint not null,
    to_uid           bigint,
    started_at       timestamptz not null,
    done_at          timestamptz,
    primary key (project_id, id),
    check (done_at is null or to_uid is not null),
    foreign key (project_id, email_id) references email (project_id, id) on delete cascade
);
comment on table email_move is 'one copy on its way to another folder, written down before the server is asked; then the record of where it lay before';
comment on column email_move.origin_folder_id is 'where it lay before it was put away, however often it was moved since';
comment on column email_move.to_uid_next is 'what the target folder would have numbered next before the move: a copy of ours lies there or above';
create index email_move_of_email on email_move (project_id, email_id);
create index email_move_under_way on email_move (project_id, account_id) where done_at is null;

alter table conversation
    add column shelf        text check (shelf in ('archive', 'folder', 'trash')),
    add column shelved_at   timestamptz,
    add column starred      boolean not null default false,
    add column wish_failure text,
    add constraint conversation_shelved_since check ((shelf is null) = (shelved_at is null));
comment on column conversation.shelf is 'where a person put it away; it is out of the inbox until something new comes in';
comment on column conversation.live_count is 'emails that lie at the server; 0 while the conversation is put away: the inbox shows what is above';
comment on column conversation.wish_failure is 'why a wish about one of its emails was not done at the server';
update conversation c
set starred = true
where c.merged_into is null
  and exists (
      select 1
      from email e
      where e.project_id = c.project_id
        and e.conversation_id = c.id
        and e.flagged);
create index conversation_starred on conversation (project_id, account_id, last_at desc, id desc) where starred;
create index conversation_shelved on conversation (project_id, account_id, last_at desc, id desc) where shelf is not null;

alter table mail_account add column mark_seen boolean not null default false;
comment on column mail_account.mark_seen is 'what its owner reads here is marked as seen at the provider';
