-- Which worker pools live: each holds the advisory lock of its row for as long as its process lives. A pool whose lock is free
-- has died, and what it was working on is given back at once.
create table platform_workers (
  pool_id text primary key,
  lock_key integer not null unique,
  started_at timestamptz not null
);

-- A schedule that an administrator has changed keeps its time when the product is updated.
alter table platform_schedules add column version integer not null default 1;
alter table platform_schedules add column edited boolean not null default false;
