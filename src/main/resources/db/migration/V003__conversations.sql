-- Contacts, conversations, emails and where they lie on the server. Owner of this file: the rooms `contact` and `conversation`.
create table contact (
    project_id    uuid not null references project,
    id            uuid not null,
    email         text not null,
    email_key     text not null,
    name          text not null default '',
    first_seen_at timestamptz not null,
    last_seen_at  timestamptz not null,
    primary key (project_id, id),
    unique (project_id, email_key)
);

create table conversation (
    project_id       uuid not null,
    id               uuid not null,
    account_id       uuid not null,
    subject          text not null,
    base_subject     text not null,
    first_at         timestamptz not null,
    last_at          timestamptz not null,
    last_inbound_at  timestamptz,
    last_outbound_at timestamptz,
    unseen_at        timestamptz,
    email_count      integer not null default 0,
    live_count       integer not null default 0,
    attachment_count integer not null default 0,
    snippet          text not null default '',
    participants     jsonb not null default '[]',
    merged_into      uuid,
    primary key (project_id, id),
    foreign key (project_id, account_id) references mail_account (project_id, id) on delete cascade
) with (fillfactor = 80);
comment on column conversation.unseen_at is 'when the newest email came that nobody had seen on the server when it arrived';
comment on column conversation.merged_into is 'the conversation that took over all emails; this row stays so that links and grants find it';
create index conversation_newest_of_account on conversation (project_id, account_id, last_at desc, id desc)
    where live_count > 0;
create index conversation_unseen on conversation (project_id, account_id, unseen_at, id)
    where live_count > 0 and unseen_at is not null;

create table conversation_contact (
    project_id      uuid not null,
    conversation_id uuid not null,
    contact_id      uuid not null,
    primary key (project_id, conversation_id, contact_id),
    foreign key (project_id, conversation_id) references conversation (project_id, id) on delete cascade,
    foreign key (project_id, contact_id) references contact (project_id, id) on delete cascade
);
create index conversation_of_contact on conversation_contact (project_id, contact_id, conversation_id);

create table email (
    project_id       uuid not null,
    id               uuid not null,
    account_id       uuid not null,
    conversation_id  uuid not null,
    ident_key        bytea not null,
    message_id       text,
    in_reply_to      text,
    direction        text not null check (direction in ('in', 'out')),
    at               timestamptz not null,
    sent_at          timestamptz,
    from_name        text not null default '',
    from_email       text not null default '',
    from_key         text not null default '',
    reply_to         jsonb not null default '[]',
    to_list          jsonb not null default '[]',
    cc_list          jsonb not null default '[]',
    bcc_list         jsonb not null default '[]',
    recipient_keys   text[] not null default '{}',
    subject          text not null default '',
    subject_key      bigint,
    bare_reply       boolean not null default false,
    snippet          text not null default '',
    text_body        text not null default '',
    html_body        text,
    has_html         boolean not null default false,
    remote_images    boolean not null default false,
    own_text_length  integer not null default 0,
    auto_kind        text,
    invitation       jsonb,
    defects          text[] not null default '{}',
    attachment_count integer not null default 0,
    size             bigint not null default 0,
    whole            boolean not null,
    submitted        boolean not null default false,
    arrived_unseen   boolean not null default false,
    seen             boolean not null default false,
    flagged          boolean not null default false,
    answered         boolean not null default false,
    removed_at       timestamptz,
    received_at      timestamptz not null,
    primary key (project_id, id),
    unique (project_id, account_id, ident_key),
    foreign key (project_id, conversation_id) references conversation (project_id, id) on delete cascade
);
comment on column email.html_body is 'only where the source is not stored whole: otherwise it is read from there';
comment on column email.subject_key is 'hash of the base subject; null when there is none';
comment on column email.bare_reply is 'a reply by its subject that names no earlier message: the only kind that a subject alone joins';
comment on column email.submitted is 'sent by ourselves, so its copy in Sent is recognised by its Message-ID';
-- Compressing what is read often and is short costs more than the room it takes.
alter table email alter column text_body set storage external;
alter table email alter column html_body set storage external;
create index email_of_conversation on email (project_id, conversation_id, at, id);
create index email_by_message_id on email (project_id, account_id, message_id);
create index email_by_subject on email (project_id, account_id, subject_key, at) where subject_key is not null;
create index email_bare_reply on email (project_id, account_id, subject_key, at) where bare_reply;

-- Every message id that an email of the conversation has or names, hashed, so that parents and children find each other in any order.
create table conversation_name (
    project_id      uuid not null,
    account_id      uuid not null,
    name            uuid not null,
    conversation_id uuid not null,
    primary key (project_id, account_id, name),
    foreign key (project_id, conversation_id) references conversation (project_id, id) on delete cascade
);
create index conversation_name_of on conversation_name (project_id, conversation_id);

-- Conversations that a later email joined together; kept so that a merge can be undone.
create table conversation_merge (
    project_id uuid not null,
    id         uuid not null,
    account_id uuid not null,
    from_id    uuid not null,
    into_id    uuid not null,
    email_ids  uuid[] not null,
    names      uuid[] not null,
    at         timestamptz not null,
    undone_at  timestamptz,
    primary key (project_id, id),
    foreign key (project_id, from_id) references conversation (project_id, id) on delete cascade,
    foreign key (project_id, into_id) references conversation (project_id, id) on delete cascade
);
create index conversation_merge_of on conversation_merge (project_id, into_id);

-- The source as it was fetched, zstd-compressed: whole, or only its header block where `email.whole` is false.
create table email_source (
    project_id uuid not null,
    email_id   uuid not null,
    zstd       bytea not null,
    length     bigint not null,
    primary key (project_id, email_id),
    foreign key (project_id, email_id) references email (project_id, id) on delete cascade
);
alter table email_source alter column zstd set storage external;

create table attachment (
    project_id uuid not null,
    id         uuid not null,
    email_id   uuid not null,
    ordinal    integer not null,
    part_path  text not null,
    file_name  text not null,
    media_type text not null,
    size       bigint not null,
    content_id text,
    inline     boolean not null default false,
    sha256     bytea,
    primary key (project_id, id),
    unique (project_id, email_id, ordinal),
    foreign key (project_id, email_id) references email (project_id, id) on delete cascade
);

-- A placement is (folder, uidvalidity, uid). Every UID that the server listed ends fetched, gone or failed.
create table email_placement (
    project_id    uuid not null,
    folder_id     uuid not null,
    uid_validity  bigint not null,
    uid           bigint not null,
    email_id      uuid,
    state         text not null check (state in ('listed', 'fetched', 'gone', 'failed')),
    flags         text[] not null default '{}',
    failure       text,
    attempts      integer not null default 0,
    primary key (project_id, folder_id, uid_validity, uid),
    check (state <> 'fetched' or email_id is not null),
    foreign key (project_id, folder_id) references folder (project_id, id) on delete cascade,
    foreign key (project_id, email_id) references email (project_id, id) on delete cascade
);
create index email_placement_of_email on email_placement (project_id, email_id);
create index email_placement_open on email_placement (project_id, folder_id, uid_validity, uid desc)
    where state = 'listed';

create table conversation_read (
    project_id      uuid not null,
    conversation_id uuid not null,
    member_id       uuid not null,
    read_until      timestamptz not null,
    marked_unread   boolean not null default false,
    primary key (project_id, member_id, conversation_id),
    foreign key (project_id, conversation_id) references conversation (project_id, id) on delete cascade
);

create table conversation_grant (
    project_id      uuid not null,
    conversation_id uuid not null,
    member_id       uuid not null,
    level           text not null check (level in ('read', 'reply')),
    granted_by      uuid not null,
    granted_at      timestamptz not null,
    primary key (project_id, conversation_id, member_id),
    foreign key (project_id, conversation_id) references conversation (project_id, id) on delete cascade,
    foreign key (project_id, member_id) references member (project_id, id)
);

-- Whose remote images a member wants to see without being asked.
create table image_permission (
    project_id uuid not null,
    member_id  uuid not null,
    email_key  text not null,
    allowed_at timestamptz not null,
    primary key (project_id, member_id, email_key),
    foreign key (project_id, member_id) references member (project_id, id)
);

-- The access rule, part two: which member reaches which conversation, how far, and why.
create view conversation_access as
select c.project_id, c.id as conversation_id, a.member_id, a.level, a.why
from conversation c
join account_access a on a.project_id = c.project_id and a.account_id = c.account_id
union all
select g.project_id, g.conversation_id, g.member_id, g.level, 'grant'
from conversation_grant g
join member m on m.project_id = g.project_id and m.id = g.member_id
where m.left_at is null;
