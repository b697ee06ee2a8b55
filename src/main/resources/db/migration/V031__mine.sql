-- What somebody is responsible for, newest first. Owner of this file: the room `conversation`.
create index conversation_mine on conversation (project_id, assignee_id, last_at desc, id desc)
    where assignee_id is not null and live_count > 0 and state = 'open';
