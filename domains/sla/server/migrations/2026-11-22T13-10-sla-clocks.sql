-- Published rules. A version is never changed once it is published; a new one supersedes it from its effective_from on.
create table sla_calendars (
  code text not null,
  version integer not null,
  name_zh text not null,
  name_en text not null,
  zone text not null,
  week jsonb not null,
  exceptions jsonb not null,
  published_at timestamptz not null,
  published_by uuid not null,
  published_by_name text not null,
  primary key (code, version)
);

create table sla_policies (
  code text primary key,
  record_kind text not null,
  role text not null,
  rank integer not null,
  overlay boolean not null,
  internal boolean not null,
  replaces jsonb not null,
  clauses text[] not null,
  name_zh text,
  name_en text
);
comment on column sla_policies.overlay is 'governs only the kinds that it names; the others come from the next matching rank';
comment on column sla_policies.internal is 'a target of the product, not printed in the handbook';

create table sla_policy_versions (
  code text not null references sla_policies (code),
  version integer not null,
  status text not null check (status in ('draft', 'published')),
  calendar text not null,
  effective_from timestamptz not null,
  effective_to timestamptz,
  condition jsonb not null,
  limits jsonb not null,
  acknowledged jsonb not null,
  reason text,
  saved_at timestamptz not null,
  saved_by uuid not null,
  saved_by_name text not null,
  primary key (code, version),
  check (effective_to is null or effective_to > effective_from)
);
comment on column sla_policy_versions.limits is 'rows of {kind, when, target, clause, printed, note}; lengths in milliseconds';
comment on column sla_policy_versions.acknowledged is 'ids of the lint warnings that whoever published it acknowledged, one by one';

create table sla_decision_tables (
  code text not null,
  version integer not null,
  clause text not null,
  effective_from timestamptz not null,
  effective_to timestamptz,
  factors jsonb not null,
  rows jsonb not null,
  primary key (code, version)
);

-- What the clocks know of a record: attributes, facts in their order, level. The lock of this row guards its clocks.
create table sla_records (
  id uuid primary key,
  kind text not null,
  state jsonb not null
);
comment on column sla_records.id is 'id of the case (later: incident, fault, feedback item)';

create table sla_clocks (
  record_id uuid not null,
  no smallint not null,
  record_kind text not null,
  kind text not null,
  policy text not null,
  version integer not null,
  clause text not null,
  calendar text not null,
  start_at timestamptz not null,
  since integer not null,
  cause text not null,
  target_ms bigint not null,
  reference boolean not null,
  provisional boolean not null,
  round smallint not null,
  basis jsonb not null,
  due_at timestamptz,
  used_ms bigint not null,
  paused_ms bigint not null,
  paused boolean not null,
  breached_at timestamptz,
  stopped_at timestamptz,
  superseded_at timestamptz,
  because text,
  ledger_rows smallint not null,
  warned smallint not null default 0,
  warned_at timestamptz,
  escalated smallint not null default 0,
  next_at timestamptz,
  primary key (record_id, no)
);
-- The sweeps: only clocks for which something is still to come have an entry.
create index sla_clocks_next on sla_clocks (reference, next_at) where next_at is not null;
comment on column sla_clocks.next_at is 'when the sweep has to look: the next warning, one millisecond after the due time, or the next escalation';
comment on column sla_clocks.ledger_rows is 'rows of the ledger, the start included';

-- The ledger, from its second row on: the first one is the start of the clock (start_at, cause). Rows are only ever added.
create table sla_segments (
  record_id uuid not null,
  clock_no smallint not null,
  seq smallint not null,
  at timestamptz not null,
  state text not null check (state in ('running', 'paused', 'stopped', 'superseded')),
  cause text not null,
  actor_id uuid not null,
  written_at timestamptz not null,
  primary key (record_id, clock_no, seq)
);
comment on column sla_segments.at is 'from then on the clock is in this state; the next row ends it';

create function sla_segments_refuse_change() returns trigger language plpgsql as $$ begin raise exception 'the ledger of the clocks is append-only'; end $$;
create trigger sla_segments_append_only before update on sla_segments for each row execute function sla_segments_refuse_change();
