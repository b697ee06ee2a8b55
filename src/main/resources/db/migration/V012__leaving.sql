-- What deleting a mailbox or a folder has to find quickly.
create index conversation_merge_from on conversation_merge (project_id, from_id);
create index attachment_blob on attachment (sha256) where sha256 is not null;
