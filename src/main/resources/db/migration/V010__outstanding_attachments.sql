-- Attachments follow at the lowest priority; one that the server refuses three times waits until somebody opens it.
alter table attachment add column fetch_failures integer not null default 0;
create index email_in_parts on email (project_id, account_id, at desc, id) where not whole;
