-- Whose client somebody is: the member who answered first, or who was named. Owner of this file: the room `teamwork`.
alter table contact
    add column owner_id    uuid,
    add column owner_since timestamptz,
    add constraint contact_owner_fkey foreign key (project_id, owner_id) references member (project_id, id),
    add constraint contact_owner_since_check check ((owner_id is null) = (owner_since is null));
create index contact_of_owner on contact (project_id, owner_id) where owner_id is not null;
