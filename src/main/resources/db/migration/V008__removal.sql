-- Deleting a mailbox with its history follows the foreign keys; without these each conversation would read the whole project's rows.
-- Owner of this file: the room `account`.
create index conversation_read_of_conversation on conversation_read (project_id, conversation_id);
create index email_submission_of_conversation on email_submission (project_id, conversation_id);
