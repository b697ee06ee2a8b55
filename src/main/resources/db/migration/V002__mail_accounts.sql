-- Connected mailboxes and their folders. Owner of this file: the room `account`.
create table mail_account (
    project_id    uuid not null references project,
    id            uuid not null,
    owner_id      uuid not null,
    address       text not null,
    address_key   text not null,
    aliases       text[] not null default '{}',
    display_name  text not null default '',
    provider      text not null,
    imap_host     text not null,
    imap_port     integer not null check (imap_port between 1 and 65535),
    imap_security text not null check (imap_security in ('tls', 'starttls', 'plain')),
    imap_login    text not null,
    smtp_host     text not null,
    smtp_port     integer not null check (smtp_port between 1 and 65535),
    smtp_security text not null check (smtp_security in ('tls', 'starttls', 'plain')),
    smtp_login    text not null,
    sharing       text not null default 'project' check (sharing in ('project', 'members', 'private')),
    state         text not null check (state in ('choosing', 'backfilling', 'live', 'backing_off', 'needs_sign_in',
                                                 'paused', 'disconnecting', 'disconnected')),
    state_reason  text,
    state_at      timestamptz not null,
    window_days   integer not null default 30 check (window_days in (7, 30, 90, 365)),
    colour        smallint not null default 0,
    connected_at  timestamptz not null,
    primary key (project_id, id),
    foreign key (project_id, owner_id) references member (project_id, id),
    unique (project_id, address_key)
);

create table account_credential (
    project_id uuid not null,
    account_id uuid not null,
    field      text not null,
    sealed     bytea not null,
    primary key (project_id, account_id, field),
    foreign key (project_id, account_id) references mail_account (project_id, id) on delete cascade
);

create table account_share (
    project_id uuid not null,
    account_id uuid not null,
    member_id  uuid not null,
    level      text not null check (level in ('read', 'reply', 'manage')),
    primary key (project_id, account_id, member_id),
    foreign key (project_id, account_id) references mail_account (project_id, id) on delete cascade,
    foreign key (project_id, member_id) references member (project_id, id)
);

create table folder (
    project_id uuid not null,
    id         uuid not null,
    account_id uuid not null,
    wire_name  text not null,
    name       text not null,
    delimiter  text,
    role       text not null check (role in ('inbox', 'sent', 'drafts', 'trash', 'junk', 'archive', 'all', 'other')),
    selectable boolean not null,
    chosen     boolean not null default false,
    direction  text not null default 'none' check (direction in ('received', 'sent', 'none')),
    vanished   boolean not null default false,
    primary key (project_id, id),
    foreign key (project_id, account_id) references mail_account (project_id, id) on delete cascade,
    unique (project_id, account_id, wire_name)
);

-- One run of "sign in and read the folders"; the password is never stored here.
create table connection_attempt (
    project_id   uuid not null,
    id           uuid not null,
    member_id    uuid not null,
    address      text not null,
    stage        text not null check (stage in ('looking_up', 'connecting', 'signing_in', 'reading_folders', 'done', 'failed')),
    folders_read integer not null default 0,
    failure      text,
    failure_args jsonb not null default '{}',
    account_id   uuid,
    started_at   timestamptz not null,
    updated_at   timestamptz not null,
    primary key (project_id, id),
    foreign key (project_id, member_id) references member (project_id, id)
);

-- The access rule, part one: which member reaches which mailbox, how far, and why.
create view account_access as
select a.project_id, a.id as account_id, m.id as member_id,
       'manage'::text as level, 'owner'::text as why
from mail_account a
join member m on m.project_id = a.project_id and m.id = a.owner_id
where m.left_at is null
union all
select a.project_id, a.id, m.id,
       case when m.role in ('owner', 'admin') then 'manage' else 'reply' end, 'project'
from mail_account a
join member m on m.project_id = a.project_id
where a.sharing = 'project'
  and m.role in ('owner', 'admin', 'member')
  and m.left_at is null
  and m.id <> a.owner_id
union all
select a.project_id, a.id, m.id, s.level, 'chosen'
from mail_account a
join account_share s on s.project_id = a.project_id and s.account_id = a.id
join member m on m.project_id = s.project_id and m.id = s.member_id
where a.sharing = 'members'
  and m.left_at is null
  and m.id <> a.owner_id;
