-- Where the synchronisation of each folder stands, and which node works on which mailbox. Owner of this file: the room `sync`.
create table folder_cursor (
    project_id     uuid not null,
    folder_id      uuid not null,
    state          text not null check (state in ('listed', 'live', 'parked')),
    uid_validity   bigint not null,
    uid_next       bigint not null,
    highest_modseq bigint,
    server_count   integer not null default 0,
    since          date not null,
    failures       integer not null default 0,
    last_error     text,
    parked_until   timestamptz,
    last_success   timestamptz,
    primary key (project_id, folder_id),
    foreign key (project_id, folder_id) references folder (project_id, id) on delete cascade
);

create table account_lease (
    project_id uuid not null,
    account_id uuid not null,
    node       uuid,
    epoch      bigint not null default 0,
    until      timestamptz not null,
    primary key (project_id, account_id),
    foreign key (project_id, account_id) references mail_account (project_id, id) on delete cascade
);
