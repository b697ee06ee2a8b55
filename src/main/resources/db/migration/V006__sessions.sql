-- Signed-in browsers (Spring Session's own tables), and what keeps the record of deeds honest. Owner of this file: the room `team`.
create table spring_session (
    primary_id            char(36) primary key,
    session_id            char(36) not null unique,
    creation_time         bigint not null,
    last_access_time      bigint not null,
    max_inactive_interval integer not null,
    expiry_time           bigint not null,
    principal_name        varchar(100)
);
create index spring_session_by_expiry on spring_session (expiry_time);
create index spring_session_of_person on spring_session (principal_name);

create table spring_session_attributes (
    session_primary_id char(36) not null references spring_session on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea not null,
    primary key (session_primary_id, attribute_name)
);

create index login_failure_by_time on login_failure (at);
create index invitation_of_address on invitation (project_id, email_key);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'entries of % are only ever added', tg_table_name;
end
$$;

create trigger audit_entry_stays
before update or delete on audit_entry
for each statement execute function refuse_change();
