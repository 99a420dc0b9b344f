-- A merge of cases can be undone at any time with the clocks right (CL-19): while one is in force, what its records were before and everything that
-- happened to them since is kept, so that the clocks can be folded again without it.
create table sla_journals (
  record_id uuid primary key,
  base jsonb not null,
  steps jsonb not null
);
comment on table sla_journals is 'only of records that a merge concerns now; base: state and clocks before the first of them; steps: what happened since, in order';

-- Ledgers are never rewritten. What an undone merge had brought about is set aside whole, not lost.
create table sla_undone (
  id uuid primary key,
  record_id uuid not null,
  merge_id uuid not null,
  undone_at timestamptz not null,
  undone_by uuid not null,
  state jsonb not null,
  clocks jsonb not null,
  segments jsonb not null,
  escalations jsonb not null
);
create index sla_undone_record on sla_undone (record_id);
