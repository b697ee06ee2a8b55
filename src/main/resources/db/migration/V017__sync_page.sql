-- What people ask of a mailbox on its sync page, and what its owner is told. Owner of this file: the rooms `account` and `sync`.
alter table mail_account
    drop constraint mail_account_state_check,
    add constraint mail_account_state_check
        check (state in ('choosing', 'backfilling', 'live', 'backing_off', 'needs_sign_in', 'paused', 'on_hold',
                         'disconnecting', 'disconnected')),
    add column held_by uuid,
    add constraint mail_account_held_by_fkey foreign key (project_id, held_by) references member (project_id, id),
    add constraint mail_account_held_by_check check ((state = 'on_hold') = (held_by is not null));
comment on column mail_account.held_by is 'who paused it; since when is state_at';

alter table folder_cursor
    add column outside     integer,
    add column asked_at    timestamptz,
    add column asked_since date,
    add constraint folder_cursor_asked_check check (asked_since is null or asked_at is not null);
comment on column folder_cursor.outside is 'messages that the server holds beyond those that are followed, as of the last comparison; null: never compared';
comment on column folder_cursor.asked_at is 'when somebody asked for another look at the folder; gone once it was had';
comment on column folder_cursor.asked_since is 'the first day of what that look is to list again; null: only what is listed already';

-- One row for each time a mailbox needed somebody: shown as long as the mailbox stays in that very state.
create table account_notice (
    project_id uuid not null,
    id         uuid not null,
    account_id uuid not null,
    state      text not null check (state in ('needs_sign_in', 'paused', 'backing_off')),
    since      timestamptz not null,
    at         timestamptz not null,
    primary key (project_id, id),
    foreign key (project_id, account_id) references mail_account (project_id, id) on delete cascade,
    unique (project_id, account_id, state, since)
);

create table account_notice_dismissal (
    project_id uuid not null,
    notice_id  uuid not null,
    member_id  uuid not null,
    at         timestamptz not null,
    primary key (project_id, notice_id, member_id),
    foreign key (project_id, notice_id) references account_notice (project_id, id) on delete cascade,
    foreign key (project_id, member_id) references member (project_id, id)
);
create index mail_account_in_trouble on mail_account (state, state_at) where state in ('needs_sign_in', 'paused', 'backing_off');
