-- What a team says among itself about a conversation, who looks at it now, and what is half written.
-- Owners of this file: the rooms `teamwork` (notes, presence) and `sending` (drafts).

-- A note is never mail: only the room `teamwork` reads it (ADR 11).
create table note (
    project_id      uuid not null,
    id              uuid not null,
    conversation_id uuid not null,
    home_id         uuid not null,
    author_id       uuid not null,
    key             text not null check (length(key) between 1 and 200),
    html            text not null,
    text            text not null,
    version         integer not null default 1,
    written_at      timestamptz not null,
    edited_at       timestamptz,
    removed_at      timestamptz,
    removed_by      uuid,
    written_xid     xid8 not null default pg_current_xact_id(),
    primary key (project_id, id),
    unique (project_id, author_id, key),
    foreign key (project_id, conversation_id) references conversation (project_id, id) on delete cascade,
    foreign key (project_id, author_id) references member (project_id, id),
    foreign key (project_id, removed_by) references member (project_id, id),
    check ((removed_at is null) = (removed_by is null))
);
comment on column note.home_id is 'the conversation it was written in; conversation_id is where a merge took it';
comment on column note.key is 'made by the page when the writing begins: writing twice by accident writes once';
comment on column note.removed_at is 'taken away; owners and admins of the project can still read it';
create index note_of_conversation on note (project_id, conversation_id, written_at, id);

-- What a note said before it was edited.
create table note_version (
    project_id uuid not null,
    note_id    uuid not null,
    version    integer not null,
    html       text not null,
    at         timestamptz not null,
    primary key (project_id, note_id, version),
    foreign key (project_id, note_id) references note (project_id, id) on delete cascade
);
comment on column note_version.at is 'when it began to say this';

create table note_mention (
    project_id uuid not null,
    note_id    uuid not null,
    member_id  uuid not null,
    at         timestamptz not null,
    primary key (project_id, note_id, member_id),
    foreign key (project_id, note_id) references note (project_id, id) on delete cascade,
    foreign key (project_id, member_id) references member (project_id, id)
);
create index note_mention_of on note_mention (project_id, member_id, at);

-- Which transaction brought an email: whether it came after a moment is then a question that no clock and no slow commit can blur.
alter table email add column arrived_xid xid8 not null default pg_current_xact_id();
comment on column email.arrived_xid is 'compared with the snapshot that a reply was begun in; means something only for some hours';

-- Who looks at what just now, a row an open page. Worth nothing after half a minute, so nothing is lost with it in a crash.
create unlogged table presence (
    project_id      uuid not null,
    conversation_id uuid not null,
    member_id       uuid not null,
    page_id         uuid not null,
    state           text not null check (state in ('looking', 'replying', 'noting')),
    at              timestamptz not null,
    primary key (project_id, conversation_id, member_id, page_id)
);
create index presence_at on presence (at);

-- Answers that are being written.
create table draft (
    project_id      uuid not null,
    id              uuid not null,
    conversation_id uuid not null,
    home_id         uuid not null,
    member_id       uuid not null,
    email_id        uuid not null,
    to_all          boolean not null,
    recipients      jsonb not null,
    subject         text not null,
    html            text not null,
    include_quote   boolean not null,
    as_of           text,
    version         integer not null default 1,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    primary key (project_id, id),
    foreign key (project_id, conversation_id) references conversation (project_id, id) on delete cascade,
    foreign key (project_id, member_id) references member (project_id, id)
);
comment on column draft.home_id is 'the conversation it was begun in; conversation_id is where a merge took it';
comment on column draft.as_of is 'how far the conversation was when it was begun; asked again when it is sent';
create index draft_of_conversation on draft (project_id, conversation_id, updated_at);
create index draft_of_member on draft (project_id, member_id);
