-- A folder that the server renumbered (another UIDVALIDITY): its emails are recognised before anything is fetched again.
-- Owner of this file: the room `sync`.
alter table folder_cursor
    drop constraint folder_cursor_state_check,
    add constraint folder_cursor_state_check check (state in ('listed', 'remapping', 'live', 'parked')),
    add column renumbered    integer not null default 0,
    add column renumbered_at timestamptz;
comment on column folder_cursor.renumbered is 'how often it was renumbered within a day of renumbered_at; five times park it';
