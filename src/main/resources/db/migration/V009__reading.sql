-- What reading conversations needs beyond their own tables. Owner of this file: the room `conversation`.
create index email_submission_of_email on email_submission (project_id, email_id) where email_id is not null;
create index contact_newest on contact (project_id, last_seen_at desc, id desc);

-- The key under which image addresses in message bodies are signed, sealed with the installation's key.
create table image_key (
    only_one boolean primary key default true check (only_one),
    sealed   bytea not null
);
