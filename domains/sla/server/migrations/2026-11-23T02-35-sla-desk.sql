-- The policy desk: drafts that are approved, warnings acknowledged one by one, test rows of the operator.
alter table sla_policy_versions drop constraint sla_policy_versions_status_check;
alter table sla_policy_versions add constraint sla_policy_versions_status_check check (status in ('draft', 'approved', 'published'));
alter table sla_policy_versions
  add column acknowledgements jsonb not null default '[]',
  add column approved_at timestamptz,
  add column approved_by uuid,
  add column approved_by_name text,
  add column approval_note text,
  add column override_reason text,
  add column edit integer not null default 1;
comment on column sla_policy_versions.acknowledgements is 'who acknowledged which warning when: {id, at, by, note}';
comment on column sla_policy_versions.override_reason is 'why it was published although rows of the conformance table were red';
comment on column sla_policy_versions.edit is 'raised by every change of a draft';

alter table sla_calendars add column effective_from timestamptz;
comment on column sla_calendars.effective_from is 'for records that start from then on, where a policy names code@*; null: since ever';

create table sla_conformance (
  id uuid primary key,
  position integer not null,
  name text not null unique,
  body jsonb not null,
  version integer not null default 1,
  saved_at timestamptz not null,
  saved_by uuid not null,
  saved_by_name text not null
);
comment on column sla_conformance.body is 'given record and events, then the clock that is expected';

-- Escalations and when they were taken up (§1.1, time to acknowledge between the tiers).
create table sla_escalations (
  id uuid primary key,
  record_id uuid not null,
  record_kind text not null,
  clock_no smallint,
  kind text,
  clause text,
  step smallint not null,
  from_unit uuid,
  to_unit uuid not null,
  from_tier text,
  to_tier text not null,
  at timestamptz not null,
  reason text,
  escalated_by uuid,
  escalated_by_name text,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  acknowledged_by_name text
);
create index sla_escalations_at on sla_escalations (at desc, id desc);
create index sla_escalations_record on sla_escalations (record_id);
comment on column sla_escalations.clock_no is 'null: a person escalated';

-- Verdicts of a period, for the compliance board: one entry for each governing clock that has one.
create index sla_clocks_verdict on sla_clocks ((coalesce(breached_at, stopped_at))) where (not reference or policy = 'POL-3.1-CAT') and not provisional and (breached_at is not null or (stopped_at is not null and superseded_at is null));
-- Open records and records by start, for previews; records solved in a period, for the time that was lost.
create index sla_clocks_open on sla_clocks (record_id) where stopped_at is null and superseded_at is null;
create index sla_records_start on sla_records (((state ->> 'start')::bigint));
create index sla_records_solved on sla_records (((state ->> 'solvedAt')::bigint)) where state ->> 'solvedAt' is not null;

-- Where a record of another domain belongs (incident, fault, feedback item), told by its owner: scope, names and whom to tell. Cases say it themselves.
create table sla_places (
  record_id uuid primary key,
  record_kind text not null check (record_kind <> 'case'),
  number text,
  title text,
  restricted boolean not null default false,
  unit_id uuid,
  customer_id uuid,
  people uuid[] not null default '{}',
  responsible uuid,
  permission text not null,
  url text,
  urgent boolean not null default false,
  level text,
  next_due_at timestamptz,
  next_due_kind text,
  next_due_clause text,
  breached boolean not null default false,
  opened_at timestamptz not null
);
comment on table sla_places is 'the lock of this row guards the clocks of the record';
comment on column sla_places.permission is 'whoever reaches the row with it may hear of the record';
comment on column sla_places.urgent is 'notices pass quiet hours (level 1)';
