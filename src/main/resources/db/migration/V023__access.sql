-- Opening one conversation to people, inside the project and from outside it. Owner of this file: the room `sharing`.
alter table conversation_grant
    add column note    text check (length(note) <= 2000),
    add column mail_id uuid;
comment on column conversation_grant.note is 'what whoever gave it wrote to the one who got it';
comment on column conversation_grant.mail_id is 'the email_submission that told of it, where one did';
create index conversation_grant_of_member on conversation_grant (project_id, member_id);

-- What somebody from outside will find once they have accepted their invitation.
create table invitation_conversation (
    project_id      uuid not null,
    invitation_id   uuid not null,
    conversation_id uuid not null,
    level           text not null check (level in ('read', 'reply')),
    invited_by      uuid not null,
    invited_at      timestamptz not null,
    note            text check (length(note) <= 2000),
    mail_id         uuid,
    primary key (project_id, invitation_id, conversation_id),
    foreign key (project_id, invitation_id) references invitation (project_id, id) on delete cascade,
    foreign key (project_id, conversation_id) references conversation (project_id, id) on delete cascade,
    foreign key (project_id, invited_by) references member (project_id, id)
);
create index invitation_conversation_of on invitation_conversation (project_id, conversation_id);

-- Who asked to see a conversation. One row for each of them, however often they ask.
create table access_request (
    project_id      uuid not null,
    id              uuid not null,
    conversation_id uuid not null,
    member_id       uuid not null,
    note            text check (length(note) <= 2000),
    asked_at        timestamptz not null,
    outcome         text check (outcome in ('granted', 'declined')),
    decided_by      uuid,
    decided_at      timestamptz,
    primary key (project_id, id),
    unique (project_id, conversation_id, member_id),
    check ((outcome is null) = (decided_at is null)),
    foreign key (project_id, conversation_id) references conversation (project_id, id) on delete cascade,
    foreign key (project_id, member_id) references member (project_id, id)
);
create index access_request_open on access_request (project_id, conversation_id) where outcome is null;

-- The access rule, part three: who may open a conversation to others. Never on the strength of a grant, never a guest.
create view conversation_sharer as
select x.project_id, x.conversation_id, x.member_id, x.level
from conversation_access x
join member m on m.project_id = x.project_id and m.id = x.member_id
where x.why <> 'grant'
  and x.level in ('reply', 'manage')
  and m.role <> 'guest';

-- Letters that invite go the way of all mail, but belong to no conversation and are kept no longer than needed.
alter table email_submission
    add column kind text not null default 'reply' check (kind in ('reply', 'invitation'));
comment on column email_submission.kind is 'invitation: tells somebody of a conversation; shown nowhere among its mail, and its source goes once it is handed over';
