-- When a folder was last compared in full, and when a message was set aside. Owner of this file: the room `sync`.
alter table folder_cursor
    add column flags_at      timestamptz,
    add column reconciled_at timestamptz,
    add column drift         integer not null default 0;
comment on column folder_cursor.flags_at is 'when the flags of the whole window were last compared, where the server keeps no MODSEQ';
comment on column folder_cursor.reconciled_at is 'when the whole window was last compared with the server';
comment on column folder_cursor.drift is 'how many differences that comparison found and mended';

alter table email_placement add column failed_at timestamptz;
update email_placement set failed_at = now() where state = 'failed';
create index email_placement_failed on email_placement (project_id, folder_id, uid_validity) where state = 'failed';
