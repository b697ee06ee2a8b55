-- A merge finds what was merged into a conversation before. Owner of this file: the room `conversation`.
create index conversation_merged_into on conversation (project_id, merged_into) where merged_into is not null;
