-- Periods that differ from the declared default.
create table retention_periods (
  class text primary key,
  days integer,
  version integer not null default 1,
  updated_at timestamptz not null
);
comment on column retention_periods.days is 'null: kept without limit';

-- Each run of the purge over one class; what went is in the events of the run.
create table retention_purges (
  id uuid primary key,
  class text not null,
  clause text not null,
  days integer not null,
  older_than timestamptz not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  removed integer not null default 0,
  error text
);
create index retention_purges_order on retention_purges (started_at desc, id desc);
