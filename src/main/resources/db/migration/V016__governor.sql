-- What the manners of the engine remember across nodes and restarts. Owner of this file: the room `governor`.
create table account_traffic (
    project_id uuid not null,
    account_id uuid not null,
    day        date not null,
    bytes_in   bigint not null default 0,
    bytes_out  bigint not null default 0,
    primary key (project_id, account_id, day),
    foreign key (project_id, account_id) references mail_account (project_id, id) on delete cascade
);
comment on table account_traffic is 'octets that the engine moved over IMAP on one day (UTC), after TLS and before compression';

-- A provider's host that asked for quiet, or that is down for everybody: nobody connects to it until then.
create table host_pause (
    host     text primary key,
    until    timestamptz not null,
    reason   text not null,
    failures integer not null default 0,
    since    timestamptz not null
);
comment on column host_pause.failures is 'rounds in a row that ended with the host still refusing everybody';
