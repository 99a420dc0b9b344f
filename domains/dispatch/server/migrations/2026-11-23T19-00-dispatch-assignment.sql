-- Assignment rules with their versions, dedicated agents of customers, and every assignment with its explanation (§1.2, §8.1).
create table dispatch_rules (
  id uuid primary key,
  unit_id uuid,
  service_line text,
  version integer not null,
  created_at timestamptz not null,
  unique nulls not distinct (unit_id, service_line)
);
comment on column dispatch_rules.unit_id is 'the unit and everything below it that has no rule of its own; null: everywhere';

create table dispatch_rule_versions (
  rule_id uuid not null references dispatch_rules (id) on delete cascade,
  version integer not null,
  definition jsonb not null,
  reason text not null,
  published_by uuid not null,
  published_by_name text not null,
  published_at timestamptz not null,
  primary key (rule_id, version)
);

create table dispatch_dedicated (
  customer_id uuid primary key,
  agent_id uuid,
  deputy_id uuid,
  version integer not null default 1,
  since timestamptz not null
);
create index dispatch_dedicated_agent on dispatch_dedicated (agent_id);
create index dispatch_dedicated_deputy on dispatch_dedicated (deputy_id);

create table dispatch_assignments (
  id uuid primary key,
  case_id uuid not null references cases (id) on delete cascade,
  at timestamptz not null,
  way text not null check (way in ('rule', 'board', 'hand', 'taken', 'transfer', 'handover')),
  handler_id uuid not null,
  handler_name text not null,
  from_id uuid,
  from_name text,
  by_id uuid not null,
  by_name text not null,
  reason text,
  explanation jsonb
);
create index dispatch_assignments_of_case on dispatch_assignments (case_id, at desc, id desc);
create index dispatch_assignments_of_handler on dispatch_assignments (handler_id, at desc);
comment on column dispatch_assignments.explanation is 'candidates, who was ruled out and why, rule and version, as they were then';
