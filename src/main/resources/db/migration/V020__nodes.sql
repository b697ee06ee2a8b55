-- A node keeps one row alive instead of each of its leases: with thousands of mailboxes that is one write for all of them.
-- Owner of this file: the room `sync`.
create table sync_node (
    id    uuid primary key,
    until timestamptz not null
);
comment on table sync_node is 'a node whose time has passed holds nothing any more, whatever its leases say';
create index account_lease_of_node on account_lease (node) where node is not null;
