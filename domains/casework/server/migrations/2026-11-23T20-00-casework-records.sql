-- Work inside a case: diagnosis, plans, configuration changes, remote sessions, sub-tasks of other departments, tasks of vendors (§1.2, §2.1, §3.1-§3.2).
create table casework_diagnoses (
  id uuid primary key,
  case_id uuid not null,
  round integer not null,
  state text not null check (state in ('open', 'concluded')),
  hypothesis text not null,
  evidence jsonb not null default '[]',
  excluded jsonb not null default '[]',
  nature text,
  cause text,
  conclusion text,
  by_id uuid not null,
  by_name text not null,
  created_at timestamptz not null,
  concluded_at timestamptz,
  version integer not null default 1,
  check (state = 'open' or (nature is not null and cause is not null))
);
create index casework_diagnoses_of_case on casework_diagnoses (case_id, id);

create table casework_plans (
  id uuid primary key,
  case_id uuid not null,
  round integer not null,
  state text not null check (state in ('draft', 'proposed', 'approved', 'done', 'failed', 'withdrawn')),
  kinds text[] not null,
  summary text not null,
  risk text not null check (risk in ('low', 'medium', 'high')),
  risk_note text,
  rollback_version text,
  planned_at timestamptz,
  steps jsonb not null default '[]',
  needs_approval boolean not null,
  by_id uuid not null,
  by_name text not null,
  approver_id uuid,
  approver_name text,
  decided_at timestamptz,
  decision_note text,
  result text,
  finished_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  check (approver_id is null or approver_id <> by_id)
);
create index casework_plans_of_case on casework_plans (case_id, id);

create table casework_changes (
  id uuid primary key,
  case_id uuid not null,
  round integer not null,
  state text not null check (state in ('requested', 'approved', 'rejected', 'applied', 'checked', 'rolled-back')),
  item text not null,
  value_before text not null,
  value_after text not null,
  reason text not null,
  before_check jsonb,
  after_check jsonb,
  by_id uuid not null,
  by_name text not null,
  approver_id uuid,
  approver_name text,
  decided_at timestamptz,
  decision_note text,
  applied_at timestamptz,
  rolled_back_at timestamptz,
  rollback_reason text,
  created_at timestamptz not null,
  version integer not null default 1,
  check (approver_id is null or approver_id <> by_id)
);
create index casework_changes_of_case on casework_changes (case_id, id);

create table casework_sessions (
  id uuid primary key,
  case_id uuid not null,
  state text not null check (state in ('requested', 'consented', 'refused', 'active', 'ended', 'cancelled')),
  tool text not null check (tool in ('teamviewer', 'anydesk', 'rdp', 'other')),
  address text,
  purpose text not null,
  requester_id uuid not null,
  requested_by_id uuid not null,
  requested_by_name text not null,
  requested_at timestamptz not null,
  consent_way text,
  consent_words text,
  consent_by_id uuid,
  consent_by_name text,
  answered_at timestamptz,
  operator_id uuid,
  operator_name text,
  started_at timestamptz,
  ended_at timestamptz,
  notes text,
  recording_url text,
  check (state not in ('consented', 'active', 'ended') or consent_way is not null),
  check (state <> 'active' or started_at is not null)
);
create index casework_sessions_of_case on casework_sessions (case_id, id);

create table casework_sub_tasks (
  id uuid primary key,
  case_id uuid not null,
  state text not null check (state in ('open', 'doing', 'done', 'cancelled')),
  unit_id uuid not null,
  unit_name text not null,
  unit_name_en text not null,
  title text not null,
  text text not null,
  due_at timestamptz not null,
  blocking boolean not null,
  overdue boolean not null default false,
  asked_by_id uuid not null,
  asked_by_name text not null,
  created_at timestamptz not null,
  taken_by_id uuid,
  taken_by_name text,
  taken_at timestamptz,
  answer text,
  answered_by_id uuid,
  answered_by_name text,
  ended_at timestamptz,
  cancel_reason text
);
create index casework_sub_tasks_of_case on casework_sub_tasks (case_id, id);
create index casework_sub_tasks_of_unit on casework_sub_tasks (unit_id, due_at, id) where state in ('open', 'doing');

create table casework_vendor_tasks (
  id uuid primary key,
  case_id uuid not null,
  state text not null check (state in ('open', 'answered', 'closed')),
  vendor text not null,
  email text,
  question text not null,
  released jsonb not null,
  expires_at timestamptz not null,
  asked_by_id uuid not null,
  asked_by_name text not null,
  created_at timestamptz not null,
  answers jsonb not null default '[]',
  uploads uuid[] not null default '{}',
  closed_at timestamptz
);
create index casework_vendor_tasks_of_case on casework_vendor_tasks (case_id, id);
