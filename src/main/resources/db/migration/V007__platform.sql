-- Tells at start whether the key at hand is the one the stored secrets were sealed with.
create table secret_check (
    only_one boolean primary key default true check (only_one),
    sealed   bytea not null
);
