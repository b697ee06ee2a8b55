-- People, projects, and who belongs where. Owner of this file: the room `team`.
create table person (
    id            uuid primary key,
    email         text not null check (length(email) between 3 and 320),
    email_key     text not null unique,
    name          text not null check (length(name) between 1 and 200),
    password_hash text not null,
    language      text check (language in ('pl', 'en')),
    time_zone     text,
    theme         text not null default 'system' check (theme in ('system', 'light', 'dark')),
    created_at    timestamptz not null
);

create table project (
    id         uuid primary key,
    name       text not null check (length(name) between 1 and 200),
    created_at timestamptz not null
);

create table member (
    project_id uuid not null references project,
    id         uuid not null,
    person_id  uuid not null references person,
    role       text not null check (role in ('owner', 'admin', 'member', 'guest')),
    joined_at  timestamptz not null,
    left_at    timestamptz,
    primary key (project_id, id),
    unique (project_id, person_id)
);
create index member_of_person on member (person_id);

create table invitation (
    project_id  uuid not null references project,
    id          uuid not null,
    email       text not null,
    email_key   text not null,
    role        text not null check (role in ('admin', 'member', 'guest')),
    token_hash  bytea not null unique,
    invited_by  uuid not null,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    accepted_at timestamptz,
    revoked_at  timestamptz,
    primary key (project_id, id),
    foreign key (project_id, invited_by) references member (project_id, id)
);

-- The one-time code of the first visit; at most one row, gone once the owner exists.
create table setup_code (
    only_one   boolean primary key default true check (only_one),
    code_hash  bytea not null,
    created_at timestamptz not null
);

-- Failed sign-ins, for the limits; pruned after a day.
create table login_failure (
    id        uuid primary key,
    address   text not null,
    email_key text not null,
    at        timestamptz not null
);
create index login_failure_by_address on login_failure (address, at);
create index login_failure_by_email on login_failure (email_key, at);

-- Append-only: who did what that matters for security.
create table audit_entry (
    project_id uuid not null,
    id         uuid not null,
    at         timestamptz not null,
    member_id  uuid,
    verb       text not null,
    subject    text,
    primary key (project_id, id)
);
