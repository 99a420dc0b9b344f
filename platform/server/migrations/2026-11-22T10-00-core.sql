-- The event log is audit trail, outbox and live feed in one. `tx` lets readers stop before transactions that are still open,
-- so that a row that commits late is never skipped.
create table event_log (
  seq bigint generated always as identity primary key,
  tx xid8 not null default pg_current_xact_id(),
  id uuid not null,
  name text not null,
  at timestamptz not null,
  actor_id uuid not null,
  actor_name text not null,
  subject text,
  data jsonb not null,
  changes jsonb,
  reason text,
  via text not null,
  ip text,
  request_id text
);
create index event_log_order on event_log (tx, seq);
create index event_log_subject on event_log (subject, seq) where subject is not null;
create index event_log_actor on event_log (actor_id, seq);
comment on column event_log.at is 'business time of the fact';

-- Each sealed event with a keyed hash over itself and the hash before it: a changed, removed or inserted row breaks the chain.
create table audit_chain (
  chain_no bigint primary key,
  seq bigint not null unique,
  hash bytea not null
);

-- Readers of the event log and how far each has come.
create table event_relay (
  name text primary key,
  tx xid8 not null default '0',
  seq bigint not null default 0,
  chain_no bigint not null default 0,
  chain_hash bytea not null default '\x'
);
insert into event_relay (name) values ('relay');

-- Reactions that have run, so that a job that is tried again changes nothing twice.
create table reaction_done (event_id uuid not null, reaction text not null, at timestamptz not null, primary key (event_id, reaction));

-- Work that falls due at a business time.
create table platform_timers (
  id uuid primary key,
  job text not null,
  key text,
  data jsonb not null,
  due_at timestamptz not null,
  unique (job, key)
);
create index platform_timers_due on platform_timers (due_at);

create table platform_schedules (
  name text primary key,
  cron text not null,
  enabled boolean not null default true,
  next_at timestamptz not null,
  last_at timestamptz
);
create table platform_schedule_runs (
  id uuid primary key,
  name text not null,
  due_at timestamptz not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  result text,
  error text
);
create index platform_schedule_runs_by_name on platform_schedule_runs (name, started_at desc);

create table platform_state (key text primary key, value jsonb not null);

create table idempotency_keys (
  actor_id uuid not null,
  key text not null,
  request_hash bytea not null,
  status integer,
  reply jsonb,
  created_at timestamptz not null,
  primary key (actor_id, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);
