-- What is unread: in the order of the list, and with all that counting needs; what members marked is few and found by itself.
-- Owner of this file: the room `conversation`.
drop index conversation_unseen;
create index conversation_unseen on conversation (project_id, account_id, last_at desc, id desc) include (unseen_at)
    where live_count > 0 and unseen_at is not null;
create index conversation_marked_unread on conversation_read (project_id, member_id, conversation_id) where marked_unread;
