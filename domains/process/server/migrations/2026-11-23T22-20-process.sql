-- Versions of the support process: one in force, one draft at most, the former ones as they were (§8.1).
create table process_versions (
  number integer primary key,
  state text not null check (state in ('draft', 'live', 'superseded')),
  definition jsonb not null,
  closed text[] not null default '{}',
  note text,
  saved_by text not null,
  published_at timestamptz,
  published_by text,
  version integer not null default 1,
  check ((state = 'draft') = (published_at is null))
);
create unique index process_versions_one_live on process_versions (state) where state = 'live';
create unique index process_versions_one_draft on process_versions (state) where state = 'draft';
comment on column process_versions.closed is 'moves of the state machine that this version has no connection for: from>to, or >to';
comment on column process_versions.version is 'counts writes of a draft, for If-Match';
