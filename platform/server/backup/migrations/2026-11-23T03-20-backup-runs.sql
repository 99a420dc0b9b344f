-- Backups of the product itself, the restore tests that prove them, and rotations of the keys (§7.4, RX-12). All times are wall time.
create table backup_runs (
  id uuid primary key,
  name text not null unique,
  state text not null check (state in ('waiting', 'running', 'made', 'proven', 'failed', 'removed')),
  cause text not null check (cause in ('schedule', 'person', 'command')),
  started_at timestamptz not null,
  started_by_name text not null,
  snapshot_at timestamptz,
  finished_at timestamptz,
  proven_at timestamptz,
  target text not null,
  phase text not null default '',
  progress real not null default 0,
  row_count bigint,
  file_count bigint,
  new_files bigint,
  bytes bigint,
  product text,
  schema_name text,
  error text
);
comment on column backup_runs.name is 'name of the backup at its target';
comment on column backup_runs.state is 'made: written and its checksums kept; proven: restored aside and found whole; removed: no longer kept by the rule';
comment on column backup_runs.snapshot_at is 'the moment whose data it holds: what the recovery point goes by';
comment on column backup_runs.bytes is 'bytes written by this run: all of the database, and files that were not at the target yet';
create index backup_runs_order on backup_runs (started_at, id);
create unique index backup_runs_one_at_a_time on backup_runs ((true)) where state in ('waiting', 'running');

create table backup_tests (
  id uuid primary key,
  backup_id uuid not null references backup_runs on delete cascade,
  state text not null check (state in ('waiting', 'running', 'passed', 'failed')),
  cause text not null check (cause in ('schedule', 'person', 'command')),
  started_at timestamptz not null,
  started_by_name text not null,
  finished_at timestamptz,
  phase text not null default '',
  progress real not null default 0,
  seconds real,
  checks jsonb not null default '[]'::jsonb,
  error text
);
comment on column backup_tests.seconds is 'from nothing to a database that answers: the recovery time that was measured';
create index backup_tests_order on backup_tests (started_at, id);
create index backup_tests_of_backup on backup_tests (backup_id);
create unique index backup_tests_one_at_a_time on backup_tests ((true)) where state in ('waiting', 'running');

create table backup_key_rotations (
  id uuid primary key,
  version integer not null unique,
  started_at timestamptz not null,
  started_by_name text not null,
  finished_at timestamptz,
  fields bigint not null default 0,
  files bigint not null default 0,
  unreadable integer not null default 0,
  error text
);
comment on column backup_key_rotations.unreadable is 'values and files that did not open and stayed as they were';
