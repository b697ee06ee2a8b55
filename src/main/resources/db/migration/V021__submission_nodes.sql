-- A claim on a submission ends with the node that made it: nobody need wait for its time where the node is known to be dead.
-- Owner of this file: the room `sending`.
alter table email_submission add column lease_node uuid;
comment on column email_submission.lease_node is 'the node (sync_node) that claimed it last';
