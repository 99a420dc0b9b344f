-- Views that people keep and share, and acts on many cases at once.
create table cases_views (
  id uuid primary key,
  owner_id uuid not null,
  owner_name text not null,
  name text not null,
  audience text not null check (audience in ('own', 'unit', 'everyone')),
  unit_id uuid,
  view text not null,
  filter text not null,
  sort text,
  version integer not null default 1,
  created_at timestamptz not null,
  check (audience <> 'unit' or unit_id is not null)
);
create index cases_views_owner on cases_views (owner_id);
create index cases_views_shared on cases_views (audience, unit_id) where audience <> 'own';
comment on column cases_views.filter is 'in English words of the filter language, whatever language it was written in';

create table cases_bulk (
  id uuid primary key,
  actor_id uuid not null,
  actor_name text not null,
  act jsonb not null,
  total integer not null,
  done integer not null default 0,
  refused integer not null default 0,
  state text not null check (state in ('running', 'done', 'undoing', 'undone')),
  created_at timestamptz not null,
  finished_at timestamptz
);
create index cases_bulk_actor on cases_bulk (actor_id, created_at desc);
comment on table cases_bulk is 'an act on many cases; goes on after a restart';

create table cases_bulk_items (
  bulk_id uuid not null references cases_bulk (id) on delete cascade,
  no integer not null,
  case_id uuid not null,
  number text not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'unchanged', 'refused', 'undone', 'kept')),
  code text,
  detail text,
  before jsonb,
  primary key (bulk_id, no),
  unique (bulk_id, case_id)
);
comment on column cases_bulk_items.before is 'what the act needs to be taken back; null where it cannot be';
comment on column cases_bulk_items.state is 'kept: could not be taken back, because somebody changed the case since';
