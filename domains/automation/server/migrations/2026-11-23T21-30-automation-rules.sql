-- Rules that act on cases by themselves, every version of them, and everything that they did.
create table automation_rules (
  id uuid primary key,
  name text not null,
  position integer not null,
  state text not null default 'off' check (state in ('off', 'on', 'stopped')),
  stopped_reason text,
  definition jsonb not null,
  limit_per_hour integer not null,
  version integer not null default 1,
  tested_version integer,
  on_since timestamptz,
  edited_by uuid not null,
  edited_by_name text not null,
  edited_at timestamptz not null
);
comment on column automation_rules.tested_version is 'the version that was last tried over the history; only that one may be switched on';
comment on column automation_rules.state is 'stopped: by the product itself, because it set itself off';
create index automation_rules_on on automation_rules (position, id) where state = 'on';

create table automation_versions (
  rule_id uuid not null references automation_rules on delete cascade,
  version integer not null,
  name text not null,
  definition jsonb not null,
  limit_per_hour integer not null,
  by_id uuid not null,
  by_name text not null,
  at timestamptz not null,
  why text,
  primary key (rule_id, version)
);

create table automation_tries (
  id uuid primary key,
  rule_id uuid not null references automation_rules on delete cascade,
  version integer not null,
  days integer not null,
  result jsonb not null,
  by_id uuid not null,
  by_name text not null,
  at timestamptz not null
);
create index automation_tries_of_rule on automation_tries (rule_id, at desc);

create table automation_runs (
  id uuid primary key,
  rule_id uuid not null references automation_rules on delete cascade,
  rule_version integer not null,
  anchor text not null,
  cause jsonb not null,
  case_id uuid not null,
  case_number text not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('done', 'failed', 'held', 'discarded', 'looped')),
  acts jsonb not null default '[]',
  error jsonb,
  chain uuid[] not null default '{}',
  unique (rule_id, anchor)
);
comment on column automation_runs.anchor is 'what set the rule off; the same fact never sets it off twice';
comment on column automation_runs.chain is 'rules whose acts led to this run, first to last';
create index automation_runs_newest on automation_runs (id desc);
create index automation_runs_of_rule on automation_runs (rule_id, at desc, id desc);
create index automation_runs_of_case on automation_runs (case_id, rule_id, at);
create index automation_runs_held on automation_runs (rule_id, id) where outcome = 'held';
create index automation_runs_age on automation_runs (at, id);
