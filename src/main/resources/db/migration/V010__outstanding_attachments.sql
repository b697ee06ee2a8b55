-- Attachments follow at the lowest priority; one that the server refuses three times waits until somebody opens it.
alter table attachment add column fetch_failures integer not null default 0;
create index attachment_outstanding on attachment (project_id, email_id) where sha256 is null;
