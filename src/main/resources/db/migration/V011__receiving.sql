-- Sources and attachments are written before the mailbox is locked, so before their email: that it is there is looked at on commit.
-- Owner of this file: the room `conversation`.
alter table email_source alter constraint email_source_project_id_email_id_fkey deferrable initially deferred;
alter table attachment alter constraint attachment_project_id_email_id_fkey deferrable initially deferred;
