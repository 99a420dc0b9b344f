-- Written by the test app/schema.test.ts from a database with all migrations; do not edit.

create table access_accounts (
  id uuid not null,
  kind text not null,
  email text,
  name text not null,
  locale text default 'zh-CN'::text not null,
  customer_id uuid,
  unit_id uuid,
  status text default 'active'::text not null,
  password_hash text,
  password_changed_at timestamp with time zone,
  password_must_change boolean default false not null,
  totp_secret text,
  totp_pending text,
  totp_enrolled_at timestamp with time zone,
  totp_last_step bigint,
  last_sign_in_at timestamp with time zone,
  preferences jsonb default '{}'::jsonb not null,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint access_accounts_email_check CHECK ((email = lower(email))),
  constraint access_accounts_kind_check CHECK ((kind = ANY (ARRAY['staff'::text, 'requester'::text]))),
  constraint access_accounts_status_check CHECK ((status = ANY (ARRAY['active'::text, 'disabled'::text]))),
  constraint access_accounts_pkey PRIMARY KEY (id)
);
CREATE INDEX access_accounts_customer ON access_accounts USING btree (customer_id) WHERE (customer_id IS NOT NULL);
CREATE INDEX access_accounts_staff ON access_accounts USING btree (id) WHERE (kind = 'staff'::text);
CREATE INDEX access_accounts_unit ON access_accounts USING btree (unit_id) WHERE (unit_id IS NOT NULL);
CREATE UNIQUE INDEX access_accounts_email ON access_accounts USING btree (email) WHERE (email IS NOT NULL);
comment on column access_accounts.password_changed_at is 'business time; the password expires by it (§7.4)';
comment on column access_accounts.totp_secret is 'sealed; set once the first code was right';
comment on column access_accounts.totp_pending is 'sealed; a second factor that is being set up';
comment on column access_accounts.totp_last_step is 'the last 30-second step whose code was used: each code works once';

create table access_attempts (
  key text not null,
  failures integer not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  locked_until timestamp with time zone,
  recent timestamp with time zone[] default '{}'::timestamp with time zone[] not null,
  reported_at timestamp with time zone,
  constraint access_attempts_pkey PRIMARY KEY (key)
);
CREATE INDEX access_attempts_age ON access_attempts USING btree (last_at);

create table access_grants (
  id uuid not null,
  account_id uuid not null,
  role text not null,
  unit_id uuid,
  granted_by uuid not null,
  granted_at timestamp with time zone not null,
  constraint access_grants_account_id_fkey FOREIGN KEY (account_id) REFERENCES access_accounts(id) ON DELETE CASCADE,
  constraint access_grants_role_fkey FOREIGN KEY (role) REFERENCES access_roles(code),
  constraint access_grants_pkey PRIMARY KEY (id),
  constraint access_grants_account_id_role_unit_id_key UNIQUE NULLS NOT DISTINCT (account_id, role, unit_id)
);
CREATE INDEX access_grants_role ON access_grants USING btree (role);
comment on column access_grants.unit_id is 'where the role is held; null: in the unit of the account';

create table access_known_addresses (
  account_id uuid not null,
  ip text not null,
  last_at timestamp with time zone not null,
  constraint access_known_addresses_account_id_fkey FOREIGN KEY (account_id) REFERENCES access_accounts(id) ON DELETE CASCADE,
  constraint access_known_addresses_pkey PRIMARY KEY (account_id, ip)
);

create table access_links (
  id uuid not null,
  purpose text not null,
  account_id uuid,
  email text,
  name text,
  token_hash bytea not null,
  code_hash text,
  wrong_tries integer default 0 not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint access_links_purpose_check CHECK ((purpose = ANY (ARRAY['setup'::text, 'invitation'::text, 'password-reset'::text, 'mail-code'::text]))),
  constraint access_links_account_id_fkey FOREIGN KEY (account_id) REFERENCES access_accounts(id) ON DELETE CASCADE,
  constraint access_links_pkey PRIMARY KEY (id),
  constraint access_links_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX access_links_account ON access_links USING btree (account_id, purpose) WHERE (used_at IS NULL);
CREATE INDEX access_links_email ON access_links USING btree (email, created_at DESC) WHERE (email IS NOT NULL);

create table access_password_history (
  account_id uuid not null,
  hash text not null,
  at timestamp with time zone not null,
  constraint access_password_history_account_id_fkey FOREIGN KEY (account_id) REFERENCES access_accounts(id) ON DELETE CASCADE
);
CREATE INDEX access_password_history_account ON access_password_history USING btree (account_id, at DESC);

create table access_recovery_codes (
  account_id uuid not null,
  code_hash text not null,
  used_at timestamp with time zone,
  constraint access_recovery_codes_account_id_fkey FOREIGN KEY (account_id) REFERENCES access_accounts(id) ON DELETE CASCADE,
  constraint access_recovery_codes_pkey PRIMARY KEY (account_id, code_hash)
);

create table access_role_permissions (
  role text not null,
  permission text not null,
  reach text not null,
  constraint access_role_permissions_reach_check CHECK ((reach = ANY (ARRAY['all'::text, 'unit'::text, 'customer'::text, 'own'::text]))),
  constraint access_role_permissions_role_fkey FOREIGN KEY (role) REFERENCES access_roles(code) ON DELETE CASCADE,
  constraint access_role_permissions_pkey PRIMARY KEY (role, permission, reach)
);
CREATE INDEX access_role_permissions_by_permission ON access_role_permissions USING btree (permission, role);

create table access_roles (
  code text not null,
  name_zh text not null,
  name_en text not null,
  layer text not null,
  privileged boolean default false not null,
  edited_by uuid,
  version integer default 1 not null,
  updated_at timestamp with time zone not null,
  constraint access_roles_layer_check CHECK ((layer = ANY (ARRAY['strategic'::text, 'management'::text, 'execution'::text, 'operation'::text]))),
  constraint access_roles_pkey PRIMARY KEY (code)
);
comment on column access_roles.privileged is 'who holds it must have a second factor';
comment on column access_roles.edited_by is 'a person changed the role here; the seed leaves it alone from then on';

create table access_sessions (
  id uuid not null,
  account_id uuid not null,
  token_hash bytea not null,
  method text not null,
  confirmed_at timestamp with time zone not null,
  second_factor_at timestamp with time zone,
  ip text,
  user_agent text,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  end_reason text,
  constraint access_sessions_method_check CHECK ((method = ANY (ARRAY['password'::text, 'mail-code'::text, 'setup'::text, 'link'::text]))),
  constraint access_sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES access_accounts(id) ON DELETE CASCADE,
  constraint access_sessions_pkey PRIMARY KEY (id),
  constraint access_sessions_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX access_sessions_account ON access_sessions USING btree (account_id, created_at DESC);
CREATE INDEX access_sessions_open ON access_sessions USING btree (expires_at) WHERE (ended_at IS NULL);
comment on column access_sessions.confirmed_at is 'when the person last proved who it is: changes of the own protection ask for a recent proof';

create table access_tokens (
  id uuid not null,
  account_id uuid not null,
  name text not null,
  token_hash bytea not null,
  hint text not null,
  scopes text[],
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint access_tokens_account_id_fkey FOREIGN KEY (account_id) REFERENCES access_accounts(id) ON DELETE CASCADE,
  constraint access_tokens_pkey PRIMARY KEY (id),
  constraint access_tokens_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX access_tokens_account ON access_tokens USING btree (account_id, created_at);
comment on column access_tokens.scopes is 'permissions the token is limited to; null: all of the account';

create table audit_chain (
  chain_no bigint not null,
  seq bigint not null,
  hash bytea not null,
  constraint audit_chain_pkey PRIMARY KEY (chain_no),
  constraint audit_chain_seq_key UNIQUE (seq)
);

create table automation_rules (
  id uuid not null,
  name text not null,
  position integer not null,
  state text default 'off'::text not null,
  stopped_reason text,
  definition jsonb not null,
  limit_per_hour integer not null,
  version integer default 1 not null,
  tested_version integer,
  on_since timestamp with time zone,
  edited_by uuid not null,
  edited_by_name text not null,
  edited_at timestamp with time zone not null,
  constraint automation_rules_state_check CHECK ((state = ANY (ARRAY['off'::text, 'on'::text, 'stopped'::text]))),
  constraint automation_rules_pkey PRIMARY KEY (id)
);
CREATE INDEX automation_rules_on ON automation_rules USING btree ("position", id) WHERE (state = 'on'::text);
comment on column automation_rules.state is 'stopped: by the product itself, because it set itself off';
comment on column automation_rules.tested_version is 'the version that was last tried over the history; only that one may be switched on';

create table automation_runs (
  id uuid not null,
  rule_id uuid not null,
  rule_version integer not null,
  anchor text not null,
  cause jsonb not null,
  case_id uuid not null,
  case_number text not null,
  at timestamp with time zone not null,
  outcome text not null,
  acts jsonb default '[]'::jsonb not null,
  error jsonb,
  chain uuid[] default '{}'::uuid[] not null,
  constraint automation_runs_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'failed'::text, 'held'::text, 'discarded'::text, 'looped'::text]))),
  constraint automation_runs_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES automation_rules(id) ON DELETE CASCADE,
  constraint automation_runs_pkey PRIMARY KEY (id),
  constraint automation_runs_rule_id_anchor_key UNIQUE (rule_id, anchor)
);
CREATE INDEX automation_runs_age ON automation_runs USING btree (at, id);
CREATE INDEX automation_runs_held ON automation_runs USING btree (rule_id, id) WHERE (outcome = 'held'::text);
CREATE INDEX automation_runs_newest ON automation_runs USING btree (id DESC);
CREATE INDEX automation_runs_of_case ON automation_runs USING btree (case_id, rule_id, at);
CREATE INDEX automation_runs_of_rule ON automation_runs USING btree (rule_id, at DESC, id DESC);
comment on column automation_runs.anchor is 'what set the rule off; the same fact never sets it off twice';
comment on column automation_runs.chain is 'rules whose acts led to this run, first to last';

create table automation_tries (
  id uuid not null,
  rule_id uuid not null,
  version integer not null,
  days integer not null,
  result jsonb not null,
  by_id uuid not null,
  by_name text not null,
  at timestamp with time zone not null,
  constraint automation_tries_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES automation_rules(id) ON DELETE CASCADE,
  constraint automation_tries_pkey PRIMARY KEY (id)
);
CREATE INDEX automation_tries_of_rule ON automation_tries USING btree (rule_id, at DESC);

create table automation_versions (
  rule_id uuid not null,
  version integer not null,
  name text not null,
  definition jsonb not null,
  limit_per_hour integer not null,
  by_id uuid not null,
  by_name text not null,
  at timestamp with time zone not null,
  why text,
  constraint automation_versions_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES automation_rules(id) ON DELETE CASCADE,
  constraint automation_versions_pkey PRIMARY KEY (rule_id, version)
);

create table backup_key_rotations (
  id uuid not null,
  version integer not null,
  started_at timestamp with time zone not null,
  started_by_name text not null,
  finished_at timestamp with time zone,
  fields bigint default 0 not null,
  files bigint default 0 not null,
  unreadable integer default 0 not null,
  error text,
  constraint backup_key_rotations_pkey PRIMARY KEY (id),
  constraint backup_key_rotations_version_key UNIQUE (version)
);
comment on column backup_key_rotations.unreadable is 'values and files that did not open and stayed as they were';

create table backup_runs (
  id uuid not null,
  name text not null,
  state text not null,
  cause text not null,
  started_at timestamp with time zone not null,
  started_by_name text not null,
  snapshot_at timestamp with time zone,
  finished_at timestamp with time zone,
  proven_at timestamp with time zone,
  target text not null,
  phase text default ''::text not null,
  progress real default 0 not null,
  row_count bigint,
  file_count bigint,
  new_files bigint,
  bytes bigint,
  product text,
  schema_name text,
  error text,
  constraint backup_runs_cause_check CHECK ((cause = ANY (ARRAY['schedule'::text, 'person'::text, 'command'::text]))),
  constraint backup_runs_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'made'::text, 'proven'::text, 'failed'::text, 'removed'::text]))),
  constraint backup_runs_pkey PRIMARY KEY (id),
  constraint backup_runs_name_key UNIQUE (name)
);
CREATE INDEX backup_runs_order ON backup_runs USING btree (started_at, id);
CREATE UNIQUE INDEX backup_runs_one_at_a_time ON backup_runs USING btree ((true)) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));
comment on column backup_runs.name is 'name of the backup at its target';
comment on column backup_runs.state is 'made: written and its checksums kept; proven: restored aside and found whole; removed: no longer kept by the rule';
comment on column backup_runs.snapshot_at is 'the moment whose data it holds: what the recovery point goes by';
comment on column backup_runs.bytes is 'bytes written by this run: all of the database, and files that were not at the target yet';

create table backup_tests (
  id uuid not null,
  backup_id uuid not null,
  state text not null,
  cause text not null,
  started_at timestamp with time zone not null,
  started_by_name text not null,
  finished_at timestamp with time zone,
  phase text default ''::text not null,
  progress real default 0 not null,
  seconds real,
  checks jsonb default '[]'::jsonb not null,
  error text,
  constraint backup_tests_cause_check CHECK ((cause = ANY (ARRAY['schedule'::text, 'person'::text, 'command'::text]))),
  constraint backup_tests_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'passed'::text, 'failed'::text]))),
  constraint backup_tests_backup_id_fkey FOREIGN KEY (backup_id) REFERENCES backup_runs(id) ON DELETE CASCADE,
  constraint backup_tests_pkey PRIMARY KEY (id)
);
CREATE INDEX backup_tests_of_backup ON backup_tests USING btree (backup_id);
CREATE INDEX backup_tests_order ON backup_tests USING btree (started_at, id);
CREATE UNIQUE INDEX backup_tests_one_at_a_time ON backup_tests USING btree ((true)) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));
comment on column backup_tests.seconds is 'from nothing to a database that answers: the recovery time that was measured';

create table cases (
  id uuid not null,
  number text not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer default 1 not null,
  title text not null,
  description text not null,
  channel text not null,
  state text not null,
  round integer default 1 not null,
  requester_type text not null,
  requester_id uuid not null,
  requester_name text not null,
  customer_id uuid,
  customer_number text,
  customer_name text,
  tier text,
  service_line text,
  problem_class text,
  sub_class text,
  urgency text,
  impact text,
  complexity text,
  effects text[] default '{}'::text[] not null,
  severity text,
  outside_service boolean default false not null,
  classified_at timestamp with time zone,
  level text,
  level_rule text,
  level_by_hand boolean default false not null,
  first_owner_id uuid,
  first_owner_name text,
  handler_id uuid,
  handler_name text,
  asked_id uuid,
  unit_id uuid,
  unit_name text,
  unit_name_en text,
  asset_id uuid,
  service_item_id uuid,
  occurred_at timestamp with time zone,
  system_version text,
  expected_result text,
  missing_facts text[] default '{}'::text[] not null,
  responded_at timestamp with time zone,
  response jsonb,
  initial_solution_at timestamp with time zone,
  containment_at timestamp with time zone,
  vendor_contacted_at timestamp with time zone,
  nature text,
  cause text,
  evidence text,
  solution text,
  plan_executed boolean default false not null,
  configuration_stability text,
  configuration_security text,
  retest text,
  stability text,
  verification_evidence text,
  resume_state text,
  waiting_reason text,
  waiting_until timestamp with time zone,
  resolved_at timestamp with time zone,
  result jsonb,
  result_sent_at timestamp with time zone,
  answered_at timestamp with time zone,
  confirmation_overdue boolean default false not null,
  closed_at timestamp with time zone,
  archived_at timestamp with time zone,
  reopened_at timestamp with time zone,
  review jsonb,
  compliance jsonb,
  merged_into uuid,
  cancel_reason text,
  recurrence_of uuid,
  stages jsonb default '[]'::jsonb not null,
  breached boolean default false not null,
  unread boolean default true not null,
  next_due_at timestamp with time zone default 'infinity'::timestamp with time zone not null,
  next_due_kind text,
  next_due_clause text,
  next_due_warned_at timestamp with time zone,
  next_due_breached boolean default false not null,
  rank smallint generated always as (((
CASE
    WHEN (level = ANY (ARRAY['URGENT'::text, 'A'::text])) THEN 0
    WHEN ((level = 'B'::text) OR (severity = 'major'::text)) THEN 1
    WHEN (level = 'C'::text) THEN 3
    ELSE 2
END * 10) +
CASE lower(tier)
    WHEN 'vip'::text THEN 0
    WHEN 'potential'::text THEN 2
    ELSE 1
END)) stored not null,
  open boolean generated always as ((state <> ALL (ARRAY['confirmed'::text, 'closed-unconfirmed'::text, 'reviewed'::text, 'archived'::text, 'merged'::text, 'cancelled'::text]))) stored not null,
  constraint cases_pkey PRIMARY KEY (id),
  constraint cases_number_key UNIQUE (number)
);
CREATE INDEX cases_asked ON cases USING btree (asked_id, rank, next_due_at, id) WHERE (asked_id IS NOT NULL);
CREATE INDEX cases_awaiting ON cases USING btree (rank, next_due_at, id) WHERE (state = ANY (ARRAY['resolved'::text, 'awaiting-confirmation'::text]));
CREATE INDEX cases_breached ON cases USING btree (rank, next_due_at, id) WHERE (open AND breached);
CREATE INDEX cases_by_opening ON cases USING brin (created_at) WITH (pages_per_range='32');
CREATE INDEX cases_by_resolution ON cases USING btree (resolved_at) WHERE (resolved_at IS NOT NULL);
CREATE INDEX cases_due_soon ON cases USING btree (next_due_at, id) WHERE (open AND (next_due_at < 'infinity'::timestamp with time zone) AND (NOT next_due_breached));
CREATE INDEX cases_ended ON cases USING btree (id) WHERE (NOT open);
CREATE INDEX cases_merged_into ON cases USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX cases_of_asset ON cases USING btree (asset_id, id DESC) WHERE (asset_id IS NOT NULL);
CREATE INDEX cases_of_customer ON cases USING btree (customer_id, id DESC) WHERE (customer_id IS NOT NULL);
CREATE INDEX cases_of_requester ON cases USING btree (requester_id, id DESC);
CREATE INDEX cases_queue ON cases USING btree (rank, next_due_at, id) WHERE open;
CREATE INDEX cases_queue_of_handler ON cases USING btree (handler_id, rank, next_due_at, id) WHERE open;
CREATE INDEX cases_queue_of_owner ON cases USING btree (first_owner_id, rank, next_due_at, id) WHERE (open AND (first_owner_id IS NOT NULL));
CREATE INDEX cases_queue_of_unit ON cases USING btree (unit_id, rank, next_due_at, id) WHERE open;
CREATE INDEX cases_recurrences ON cases USING btree (recurrence_of) WHERE (recurrence_of IS NOT NULL);
CREATE INDEX cases_to_archive ON cases USING btree (rank, next_due_at, id) WHERE (state = ANY (ARRAY['confirmed'::text, 'closed-unconfirmed'::text, 'reviewed'::text]));
CREATE INDEX cases_waiting ON cases USING btree (rank, next_due_at, id) WHERE (state = ANY (ARRAY['waiting-requester'::text, 'waiting-vendor'::text, 'on-site-scheduled'::text]));
comment on column cases.created_at is 'first receipt on any channel: clocks start here';
comment on column cases.round is 'how often it was opened: 1, and one more after each reopening';
comment on column cases.asked_id is 'who is asked to take the case over or to help with it, until the answer; may read it';
comment on column cases.recurrence_of is 'the earlier case of the same class on the same asset or for the same customer (R3.2-19)';
comment on column cases.stages is 'every stay in a state, in order: stage, enteredAt, leftAt';
comment on column cases.breached is 'some clock was breached at some time; decides whether a review is required';
comment on column cases.next_due_at is 'infinity when nothing is due';
comment on column cases.rank is 'queue order before the time left: level, then tier of the customer (R5.2-6)';

create table cases_bulk (
  id uuid not null,
  actor_id uuid not null,
  actor_name text not null,
  act jsonb not null,
  total integer not null,
  done integer default 0 not null,
  refused integer default 0 not null,
  state text not null,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint cases_bulk_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'undoing'::text, 'undone'::text]))),
  constraint cases_bulk_pkey PRIMARY KEY (id)
);
CREATE INDEX cases_bulk_actor ON cases_bulk USING btree (actor_id, created_at DESC);

create table cases_bulk_items (
  bulk_id uuid not null,
  no integer not null,
  case_id uuid not null,
  number text not null,
  state text default 'waiting'::text not null,
  code text,
  detail text,
  before jsonb,
  constraint cases_bulk_items_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'unchanged'::text, 'refused'::text, 'undone'::text, 'kept'::text]))),
  constraint cases_bulk_items_bulk_id_fkey FOREIGN KEY (bulk_id) REFERENCES cases_bulk(id) ON DELETE CASCADE,
  constraint cases_bulk_items_pkey PRIMARY KEY (bulk_id, no),
  constraint cases_bulk_items_bulk_id_case_id_key UNIQUE (bulk_id, case_id)
);
comment on column cases_bulk_items.state is 'kept: could not be taken back, because somebody changed the case since';
comment on column cases_bulk_items.before is 'what the act needs to be taken back; null where it cannot be';

create table cases_follow_ups (
  id uuid not null,
  case_id uuid not null,
  round integer not null,
  assignee_id uuid,
  opened_at timestamp with time zone not null,
  done_at timestamp with time zone,
  note text,
  constraint cases_follow_ups_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint cases_follow_ups_pkey PRIMARY KEY (id),
  constraint cases_follow_ups_case_id_round_key UNIQUE (case_id, round)
);
CREATE INDEX cases_follow_ups_open ON cases_follow_ups USING btree (assignee_id, opened_at) WHERE (done_at IS NULL);

create table cases_links (
  case_id uuid not null,
  other_id uuid not null,
  kind text not null,
  created_at timestamp with time zone not null,
  constraint cases_links_check CHECK ((case_id <> other_id)),
  constraint cases_links_kind_check CHECK ((kind = ANY (ARRAY['parent'::text, 'related'::text, 'merged'::text, 'follows'::text, 'duplicate'::text, 'caused-by'::text, 'split-from'::text]))),
  constraint cases_links_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint cases_links_other_id_fkey FOREIGN KEY (other_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint cases_links_pkey PRIMARY KEY (case_id, other_id, kind)
);
CREATE INDEX cases_links_back ON cases_links USING btree (other_id);
comment on column cases_links.kind is 'what other_id is to case_id: its parent, related, the case it was merged into, the case it follows, what it doubles, what caused it, what it was split from';

create table cases_merges (
  id uuid not null,
  absorbed_id uuid not null,
  survivor_id uuid not null,
  merged_at timestamp with time zone not null,
  merged_by uuid not null,
  merged_by_name text not null,
  reason text,
  before jsonb not null,
  offers uuid[] not null,
  undone_at timestamp with time zone,
  undone_by uuid,
  undone_by_name text,
  undo_reason text,
  constraint cases_merges_check CHECK ((absorbed_id <> survivor_id)),
  constraint cases_merges_absorbed_id_fkey FOREIGN KEY (absorbed_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint cases_merges_survivor_id_fkey FOREIGN KEY (survivor_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint cases_merges_pkey PRIMARY KEY (id)
);
CREATE INDEX cases_merges_of_survivor ON cases_merges USING btree (survivor_id);
CREATE UNIQUE INDEX cases_merges_active ON cases_merges USING btree (absorbed_id) WHERE (undone_at IS NULL);
comment on column cases_merges.before is 'what the merge changed on the row of the absorbed case, as it was';
comment on column cases_merges.offers is 'offers of a handover that the merge withdrew';

create table cases_ratings (
  case_id uuid not null,
  round integer not null,
  score smallint not null,
  comment text,
  rated_at timestamp with time zone not null,
  changed_at timestamp with time zone,
  constraint cases_ratings_score_check CHECK (((score >= 1) AND (score <= 5))),
  constraint cases_ratings_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint cases_ratings_pkey PRIMARY KEY (case_id, round)
);
CREATE INDEX cases_ratings_by_time ON cases_ratings USING btree (rated_at);

create table cases_transfers (
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  from_id uuid not null,
  from_name text not null,
  to_id uuid not null,
  to_name text not null,
  unit_id uuid,
  reason text not null,
  state text not null,
  answer_reason text,
  offered_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  answer text,
  to_unit_id uuid,
  note text,
  constraint cases_transfers_kind_check CHECK ((kind = ANY (ARRAY['transfer'::text, 'consult'::text, 'escalate'::text]))),
  constraint cases_transfers_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text]))),
  constraint cases_transfers_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint cases_transfers_pkey PRIMARY KEY (id)
);
CREATE INDEX cases_transfers_of_case ON cases_transfers USING btree (case_id, offered_at);
CREATE UNIQUE INDEX cases_transfers_one_offer ON cases_transfers USING btree (case_id) WHERE ((state = 'offered'::text) AND (kind <> 'consult'::text));
comment on column cases_transfers.unit_id is 'the unit that takes the case over when the offer is accepted';
comment on column cases_transfers.answer is 'what the colleague who was consulted said';
comment on column cases_transfers.to_unit_id is 'a consultation that went to a unit: whoever works there may answer';

create table cases_vendor_contacts (
  id uuid not null,
  case_id uuid not null,
  vendor text not null,
  ticket text,
  way text,
  result text not null,
  contacted_at timestamp with time zone not null,
  by_id uuid not null,
  by_name text not null,
  constraint cases_vendor_contacts_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint cases_vendor_contacts_pkey PRIMARY KEY (id)
);
CREATE INDEX cases_vendor_contacts_of_case ON cases_vendor_contacts USING btree (case_id, contacted_at);

create table cases_views (
  id uuid not null,
  owner_id uuid not null,
  owner_name text not null,
  name text not null,
  audience text not null,
  unit_id uuid,
  view text not null,
  filter text not null,
  sort text,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  constraint cases_views_audience_check CHECK ((audience = ANY (ARRAY['own'::text, 'unit'::text, 'everyone'::text]))),
  constraint cases_views_check CHECK (((audience <> 'unit'::text) OR (unit_id IS NOT NULL))),
  constraint cases_views_pkey PRIMARY KEY (id)
);
CREATE INDEX cases_views_owner ON cases_views USING btree (owner_id);
CREATE INDEX cases_views_shared ON cases_views USING btree (audience, unit_id) WHERE (audience <> 'own'::text);
comment on column cases_views.filter is 'in English words of the filter language, whatever language it was written in';

create table casework_changes (
  id uuid not null,
  case_id uuid not null,
  round integer not null,
  state text not null,
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
  decided_at timestamp with time zone,
  decision_note text,
  applied_at timestamp with time zone,
  rolled_back_at timestamp with time zone,
  rollback_reason text,
  created_at timestamp with time zone not null,
  version integer default 1 not null,
  constraint casework_changes_check CHECK (((approver_id IS NULL) OR (approver_id <> by_id))),
  constraint casework_changes_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'approved'::text, 'rejected'::text, 'applied'::text, 'checked'::text, 'rolled-back'::text]))),
  constraint casework_changes_pkey PRIMARY KEY (id)
);
CREATE INDEX casework_changes_of_case ON casework_changes USING btree (case_id, id);

create table casework_diagnoses (
  id uuid not null,
  case_id uuid not null,
  round integer not null,
  state text not null,
  hypothesis text not null,
  evidence jsonb default '[]'::jsonb not null,
  excluded jsonb default '[]'::jsonb not null,
  nature text,
  cause text,
  conclusion text,
  by_id uuid not null,
  by_name text not null,
  created_at timestamp with time zone not null,
  concluded_at timestamp with time zone,
  version integer default 1 not null,
  constraint casework_diagnoses_check CHECK (((state = 'open'::text) OR ((nature IS NOT NULL) AND (cause IS NOT NULL)))),
  constraint casework_diagnoses_state_check CHECK ((state = ANY (ARRAY['open'::text, 'concluded'::text]))),
  constraint casework_diagnoses_pkey PRIMARY KEY (id)
);
CREATE INDEX casework_diagnoses_of_case ON casework_diagnoses USING btree (case_id, id);

create table casework_plans (
  id uuid not null,
  case_id uuid not null,
  round integer not null,
  state text not null,
  kinds text[] not null,
  summary text not null,
  risk text not null,
  risk_note text,
  rollback_version text,
  planned_at timestamp with time zone,
  steps jsonb default '[]'::jsonb not null,
  needs_approval boolean not null,
  by_id uuid not null,
  by_name text not null,
  approver_id uuid,
  approver_name text,
  decided_at timestamp with time zone,
  decision_note text,
  result text,
  finished_at timestamp with time zone,
  created_at timestamp with time zone not null,
  version integer default 1 not null,
  constraint casework_plans_check CHECK (((approver_id IS NULL) OR (approver_id <> by_id))),
  constraint casework_plans_risk_check CHECK ((risk = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text]))),
  constraint casework_plans_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'proposed'::text, 'approved'::text, 'done'::text, 'failed'::text, 'withdrawn'::text]))),
  constraint casework_plans_pkey PRIMARY KEY (id)
);
CREATE INDEX casework_plans_of_case ON casework_plans USING btree (case_id, id);

create table casework_sessions (
  id uuid not null,
  case_id uuid not null,
  state text not null,
  tool text not null,
  address text,
  purpose text not null,
  requester_id uuid not null,
  requested_by_id uuid not null,
  requested_by_name text not null,
  requested_at timestamp with time zone not null,
  consent_way text,
  consent_words text,
  consent_by_id uuid,
  consent_by_name text,
  answered_at timestamp with time zone,
  operator_id uuid,
  operator_name text,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  notes text,
  recording_url text,
  constraint casework_sessions_check CHECK (((state <> ALL (ARRAY['consented'::text, 'active'::text, 'ended'::text])) OR (consent_way IS NOT NULL))),
  constraint casework_sessions_check1 CHECK (((state <> 'active'::text) OR (started_at IS NOT NULL))),
  constraint casework_sessions_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'consented'::text, 'refused'::text, 'active'::text, 'ended'::text, 'cancelled'::text]))),
  constraint casework_sessions_tool_check CHECK ((tool = ANY (ARRAY['teamviewer'::text, 'anydesk'::text, 'rdp'::text, 'other'::text]))),
  constraint casework_sessions_pkey PRIMARY KEY (id)
);
CREATE INDEX casework_sessions_of_case ON casework_sessions USING btree (case_id, id);

create table casework_sub_tasks (
  id uuid not null,
  case_id uuid not null,
  state text not null,
  unit_id uuid not null,
  unit_name text not null,
  unit_name_en text not null,
  title text not null,
  text text not null,
  due_at timestamp with time zone not null,
  blocking boolean not null,
  overdue boolean default false not null,
  asked_by_id uuid not null,
  asked_by_name text not null,
  created_at timestamp with time zone not null,
  taken_by_id uuid,
  taken_by_name text,
  taken_at timestamp with time zone,
  answer text,
  answered_by_id uuid,
  answered_by_name text,
  ended_at timestamp with time zone,
  cancel_reason text,
  constraint casework_sub_tasks_state_check CHECK ((state = ANY (ARRAY['open'::text, 'doing'::text, 'done'::text, 'cancelled'::text]))),
  constraint casework_sub_tasks_pkey PRIMARY KEY (id)
);
CREATE INDEX casework_sub_tasks_of_case ON casework_sub_tasks USING btree (case_id, id);
CREATE INDEX casework_sub_tasks_of_unit ON casework_sub_tasks USING btree (unit_id, due_at, id) WHERE (state = ANY (ARRAY['open'::text, 'doing'::text]));

create table casework_vendor_tasks (
  id uuid not null,
  case_id uuid not null,
  state text not null,
  vendor text not null,
  email text,
  question text not null,
  released jsonb not null,
  expires_at timestamp with time zone not null,
  asked_by_id uuid not null,
  asked_by_name text not null,
  created_at timestamp with time zone not null,
  answers jsonb default '[]'::jsonb not null,
  uploads uuid[] default '{}'::uuid[] not null,
  closed_at timestamp with time zone,
  constraint casework_vendor_tasks_state_check CHECK ((state = ANY (ARRAY['open'::text, 'answered'::text, 'closed'::text]))),
  constraint casework_vendor_tasks_pkey PRIMARY KEY (id)
);
CREATE INDEX casework_vendor_tasks_of_case ON casework_vendor_tasks USING btree (case_id, id);

create table conversations_addressed (
  message_id uuid not null,
  case_id uuid not null,
  constraint conversations_addressed_message_id_fkey FOREIGN KEY (message_id) REFERENCES conversations_messages(id) ON DELETE CASCADE,
  constraint conversations_addressed_pkey PRIMARY KEY (message_id)
);
CREATE INDEX conversations_addressed_case ON conversations_addressed USING btree (case_id);
comment on column conversations_addressed.case_id is 'the merged case that the message was written to';

create table conversations_attachments (
  message_id uuid not null,
  file_id uuid not null,
  position integer not null,
  inline boolean default false not null,
  constraint conversations_attachments_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id),
  constraint conversations_attachments_message_id_fkey FOREIGN KEY (message_id) REFERENCES conversations_messages(id) ON DELETE CASCADE,
  constraint conversations_attachments_pkey PRIMARY KEY (message_id, "position")
);
CREATE INDEX conversations_attachments_of_file ON conversations_attachments USING btree (file_id);

create table conversations_macro_runs (
  id uuid not null,
  macro_id uuid not null,
  macro_version integer not null,
  case_id uuid not null,
  by_id uuid not null,
  by_name text not null,
  at timestamp with time zone not null,
  changed jsonb not null,
  message_id uuid,
  note_id uuid,
  undone_at timestamp with time zone,
  constraint conversations_macro_runs_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint conversations_macro_runs_macro_id_fkey FOREIGN KEY (macro_id) REFERENCES conversations_macros(id),
  constraint conversations_macro_runs_pkey PRIMARY KEY (id)
);
CREATE INDEX conversations_macro_runs_of_case ON conversations_macro_runs USING btree (case_id, at);
comment on column conversations_macro_runs.changed is 'fields with their values before and after; undo sets back those that are still as the macro left them';

create table conversations_macros (
  id uuid not null,
  name_zh text not null,
  name_en text not null,
  steps jsonb not null,
  unit_id uuid,
  active boolean default true not null,
  version integer default 1 not null,
  edited_by uuid not null,
  edited_by_name text not null,
  edited_at timestamp with time zone not null,
  constraint conversations_macros_pkey PRIMARY KEY (id)
);

create table conversations_mentions (
  message_id uuid not null,
  account_id uuid not null,
  name text not null,
  constraint conversations_mentions_message_id_fkey FOREIGN KEY (message_id) REFERENCES conversations_messages(id) ON DELETE CASCADE,
  constraint conversations_mentions_pkey PRIMARY KEY (message_id, account_id)
);
CREATE INDEX conversations_mentions_of_person ON conversations_mentions USING btree (account_id, message_id);

create table conversations_messages (
  id uuid not null,
  case_id uuid not null,
  at timestamp with time zone not null,
  channel text not null,
  direction text not null,
  visibility text not null,
  automatic boolean default false not null,
  author_id uuid,
  from_name text not null,
  from_address text,
  answer_to text,
  recipients jsonb default '[]'::jsonb not null,
  cc jsonb default '[]'::jsonb not null,
  subject text,
  subject_key text,
  body text not null,
  quoted text,
  html text,
  message_id text,
  in_reply_to text,
  owner text,
  next_step text,
  expected_at timestamp with time zone,
  initial_solution boolean default false not null,
  customer_feedback text,
  follow_up text,
  corrects uuid,
  joined_by text,
  received_id uuid,
  mail_id uuid,
  constraint conversations_messages_check CHECK (((channel <> ALL (ARRAY['phone'::text, 'on-site'::text])) OR (direction <> 'out'::text) OR (follow_up IS NOT NULL))),
  constraint conversations_messages_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text, 'internal'::text]))),
  constraint conversations_messages_visibility_check CHECK ((visibility = ANY (ARRAY['public'::text, 'internal'::text]))),
  constraint conversations_messages_pkey PRIMARY KEY (id)
);
CREATE INDEX conversations_messages_acknowledged ON conversations_messages USING btree (answer_to, at) WHERE (automatic AND (direction = 'out'::text));
CREATE INDEX conversations_messages_acknowledged_at ON conversations_messages USING btree (at) WHERE (automatic AND (direction = 'out'::text) AND (answer_to IS NOT NULL));
CREATE INDEX conversations_messages_age ON conversations_messages USING btree (at, id);
CREATE INDEX conversations_messages_corrected ON conversations_messages USING btree (corrects) WHERE (corrects IS NOT NULL);
CREATE INDEX conversations_messages_matter ON conversations_messages USING btree (from_address, subject_key, at DESC) WHERE ((direction = 'in'::text) AND (subject_key <> ''::text));
CREATE INDEX conversations_messages_of_case ON conversations_messages USING btree (case_id, at, id);
CREATE UNIQUE INDEX conversations_messages_received ON conversations_messages USING btree (received_id) WHERE (received_id IS NOT NULL);
comment on column conversations_messages.case_id is 'no foreign key: a communication is kept for its own time (§5.1-4), even when its case is removed before';
comment on column conversations_messages.at is 'business time; of a mail: when it was received';
comment on column conversations_messages.answer_to is 'address that an answer goes to: Reply-To, else From';
comment on column conversations_messages.subject_key is 'subject without Re:, Fwd:, our number and white space, in lower case: finds the second mail on the same matter';

create table conversations_reads (
  message_id uuid not null,
  reader_id uuid not null,
  reader_name text not null,
  at timestamp with time zone not null,
  constraint conversations_reads_message_id_fkey FOREIGN KEY (message_id) REFERENCES conversations_messages(id) ON DELETE CASCADE,
  constraint conversations_reads_pkey PRIMARY KEY (message_id)
);

create table conversations_refs (
  ref text not null,
  message_id uuid not null,
  constraint conversations_refs_message_id_fkey FOREIGN KEY (message_id) REFERENCES conversations_messages(id) ON DELETE CASCADE,
  constraint conversations_refs_pkey PRIMARY KEY (ref, message_id)
);

create table conversations_side (
  id uuid not null,
  case_id uuid not null,
  party text not null,
  party_name text not null,
  addresses text[] not null,
  subject text not null,
  token text not null,
  state text not null,
  opened_by uuid not null,
  opened_by_name text not null,
  opened_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  waits_for_them boolean default true not null,
  version integer default 1 not null,
  constraint conversations_side_party_check CHECK ((party = ANY (ARRAY['department'::text, 'vendor'::text, 'other'::text]))),
  constraint conversations_side_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text]))),
  constraint conversations_side_pkey PRIMARY KEY (id),
  constraint conversations_side_token_key UNIQUE (token)
);
CREATE INDEX conversations_side_of_case ON conversations_side USING btree (case_id, opened_at);

create table conversations_side_files (
  message_id uuid not null,
  file_id uuid not null,
  position integer not null,
  inline boolean default false not null,
  constraint conversations_side_files_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id),
  constraint conversations_side_files_message_id_fkey FOREIGN KEY (message_id) REFERENCES conversations_side_messages(id) ON DELETE CASCADE,
  constraint conversations_side_files_pkey PRIMARY KEY (message_id, "position")
);

create table conversations_side_messages (
  id uuid not null,
  side_id uuid not null,
  at timestamp with time zone not null,
  direction text not null,
  automatic boolean default false not null,
  author_id uuid,
  from_name text not null,
  from_address text,
  known_sender boolean default true not null,
  body text not null,
  quoted text,
  html text,
  message_id text,
  mail_id uuid,
  received_id uuid,
  constraint conversations_side_messages_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint conversations_side_messages_side_id_fkey FOREIGN KEY (side_id) REFERENCES conversations_side(id) ON DELETE CASCADE,
  constraint conversations_side_messages_pkey PRIMARY KEY (id)
);
CREATE INDEX conversations_side_messages_age ON conversations_side_messages USING btree (at, id);
CREATE INDEX conversations_side_messages_known ON conversations_side_messages USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX conversations_side_messages_of_side ON conversations_side_messages USING btree (side_id, at, id);
CREATE UNIQUE INDEX conversations_side_messages_received ON conversations_side_messages USING btree (received_id) WHERE (received_id IS NOT NULL);
comment on column conversations_side_messages.known_sender is 'false: answered from an address that was not written to';

create table conversations_splits (
  to_case uuid not null,
  from_case uuid not null,
  moved jsonb not null,
  split_at timestamp with time zone not null,
  split_by uuid not null,
  undone_at timestamp with time zone,
  undone_by uuid,
  constraint conversations_splits_from_case_fkey FOREIGN KEY (from_case) REFERENCES cases(id) ON DELETE CASCADE,
  constraint conversations_splits_to_case_fkey FOREIGN KEY (to_case) REFERENCES cases(id) ON DELETE CASCADE,
  constraint conversations_splits_pkey PRIMARY KEY (to_case)
);
CREATE INDEX conversations_splits_from ON conversations_splits USING btree (from_case);
comment on column conversations_splits.moved is 'the messages, each with why it had joined its first case';

create table conversations_template_versions (
  template_id uuid not null,
  version integer not null,
  name_zh text not null,
  name_en text not null,
  body_zh text not null,
  body_en text not null,
  by_id uuid not null,
  by_name text not null,
  at timestamp with time zone not null,
  constraint conversations_template_versions_template_id_fkey FOREIGN KEY (template_id) REFERENCES conversations_templates(id) ON DELETE CASCADE,
  constraint conversations_template_versions_pkey PRIMARY KEY (template_id, version)
);

create table conversations_templates (
  id uuid not null,
  name_zh text not null,
  name_en text not null,
  body_zh text not null,
  body_en text not null,
  unit_id uuid,
  state text not null,
  version integer default 1 not null,
  edited_by uuid not null,
  edited_by_name text not null,
  edited_at timestamp with time zone not null,
  approved_version integer,
  approved_by uuid,
  approved_by_name text,
  approved_at timestamp with time zone,
  approved_body_zh text,
  approved_body_en text,
  constraint conversations_templates_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'approved'::text, 'retired'::text]))),
  constraint conversations_templates_pkey PRIMARY KEY (id)
);
comment on column conversations_templates.unit_id is 'null: for every unit; otherwise for this unit and those below';
comment on column conversations_templates.approved_body_zh is 'what replies use until the next version is approved';

create table conversations_tokens (
  case_id uuid not null,
  token text not null,
  constraint conversations_tokens_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint conversations_tokens_pkey PRIMARY KEY (case_id),
  constraint conversations_tokens_token_key UNIQUE (token)
);

create table conversations_waiting (
  id uuid not null,
  case_id uuid not null,
  author_id uuid not null,
  author_name text not null,
  kind text not null,
  message jsonb not null,
  follow jsonb default '{}'::jsonb not null,
  send_at timestamp with time zone not null,
  state text default 'waiting'::text not null,
  problem text,
  message_id uuid,
  macro_id uuid,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint conversations_waiting_kind_check CHECK ((kind = ANY (ARRAY['undo'::text, 'scheduled'::text]))),
  constraint conversations_waiting_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'cancelled'::text, 'failed'::text]))),
  constraint conversations_waiting_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint conversations_waiting_pkey PRIMARY KEY (id)
);
CREATE INDEX conversations_waiting_due ON conversations_waiting USING btree (send_at) WHERE ((state = 'waiting'::text) AND (kind = 'undo'::text));
CREATE INDEX conversations_waiting_of_case ON conversations_waiting USING btree (case_id, created_at);
comment on column conversations_waiting.follow is 'what happens to the case in the transaction that sends: set, note, transition';
comment on column conversations_waiting.send_at is 'undo: wall time; scheduled: business time';

create table customers (
  id uuid not null,
  seq bigint not null,
  number text not null,
  name text not null,
  name_key text not null,
  tier text not null,
  region_id uuid,
  language text default 'zh-CN'::text not null,
  phone text,
  phone_key text,
  address text,
  preferred_channel text,
  mail_domains text[] default '{}'::text[] not null,
  note text,
  bank_name_sealed text,
  bank_account_sealed text,
  tax_number_sealed text,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint customers_tier_check CHECK ((tier = ANY (ARRAY['vip'::text, 'normal'::text, 'potential'::text]))),
  constraint customers_region_id_fkey FOREIGN KEY (region_id) REFERENCES org_units(id),
  constraint customers_pkey PRIMARY KEY (id),
  constraint customers_number_key UNIQUE (number),
  constraint customers_seq_key UNIQUE (seq)
);
CREATE INDEX customers_mail_domains ON customers USING gin (mail_domains);
CREATE INDEX customers_name_key ON customers USING btree (name_key);
CREATE INDEX customers_phone ON customers USING btree (phone_key) WHERE (phone_key IS NOT NULL);
CREATE INDEX customers_region ON customers USING btree (region_id, seq DESC);
comment on column customers.seq is 'the number without its prefix; ascending without gaps';
comment on column customers.name_key is 'the name without what does not tell companies apart; for finding duplicates';
comment on column customers.phone_key is 'the digits that matter, for finding duplicates';

create table customers_contacts (
  id uuid not null,
  customer_id uuid,
  name text not null,
  phone text,
  phone_key text,
  locale text default 'zh-CN'::text not null,
  preferred_channel text,
  note text,
  state text default 'active'::text not null,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint customers_contacts_state_check CHECK ((state = ANY (ARRAY['active'::text, 'left'::text]))),
  constraint customers_contacts_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint customers_contacts_pkey PRIMARY KEY (id)
);
CREATE INDEX customers_contacts_customer ON customers_contacts USING btree (customer_id, name, id);
CREATE INDEX customers_contacts_name ON customers_contacts USING btree (name, id);
CREATE INDEX customers_contacts_phone ON customers_contacts USING btree (phone_key) WHERE (phone_key IS NOT NULL);

create table customers_counter (
  one boolean default true not null,
  last bigint not null,
  constraint customers_counter_one_check CHECK (one),
  constraint customers_counter_pkey PRIMARY KEY (one)
);

create table customers_emails (
  email text not null,
  contact_id uuid not null,
  main boolean not null,
  constraint customers_emails_email_check CHECK ((email = lower(email))),
  constraint customers_emails_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES customers_contacts(id),
  constraint customers_emails_pkey PRIMARY KEY (email)
);
CREATE INDEX customers_emails_contact ON customers_emails USING btree (contact_id);
CREATE INDEX customers_emails_domain ON customers_emails USING btree (split_part(email, '@'::text, 2));
CREATE UNIQUE INDEX customers_emails_one_main ON customers_emails USING btree (contact_id) WHERE main;

create table customers_import_rows (
  import_id uuid not null,
  line integer not null,
  cells_sealed text not null,
  errors jsonb default '[]'::jsonb not null,
  constraint customers_import_rows_import_id_fkey FOREIGN KEY (import_id) REFERENCES customers_imports(id) ON DELETE CASCADE,
  constraint customers_import_rows_pkey PRIMARY KEY (import_id, line)
);
comment on column customers_import_rows.cells_sealed is 'sealed, since a row may hold marked fields and personal data';

create table customers_imports (
  id uuid not null,
  file_name text not null,
  encoding text not null,
  headers text[] not null,
  mapping text[] not null,
  state text default 'previewed'::text not null,
  customers_made integer,
  contacts_made integer,
  good_rows integer,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  applied_at timestamp with time zone,
  constraint customers_imports_state_check CHECK ((state = ANY (ARRAY['previewed'::text, 'applied'::text]))),
  constraint customers_imports_pkey PRIMARY KEY (id)
);

create table dispatch_assignments (
  id uuid not null,
  case_id uuid not null,
  at timestamp with time zone not null,
  way text not null,
  handler_id uuid not null,
  handler_name text not null,
  from_id uuid,
  from_name text,
  by_id uuid not null,
  by_name text not null,
  reason text,
  explanation jsonb,
  constraint dispatch_assignments_way_check CHECK ((way = ANY (ARRAY['rule'::text, 'board'::text, 'hand'::text, 'taken'::text, 'transfer'::text, 'handover'::text]))),
  constraint dispatch_assignments_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint dispatch_assignments_pkey PRIMARY KEY (id)
);
CREATE INDEX dispatch_assignments_of_case ON dispatch_assignments USING btree (case_id, at DESC, id DESC);
CREATE INDEX dispatch_assignments_of_handler ON dispatch_assignments USING btree (handler_id, at DESC);
comment on column dispatch_assignments.explanation is 'candidates, who was ruled out and why, rule and version, as they were then';

create table dispatch_dedicated (
  customer_id uuid not null,
  agent_id uuid,
  deputy_id uuid,
  version integer default 1 not null,
  since timestamp with time zone not null,
  constraint dispatch_dedicated_pkey PRIMARY KEY (customer_id)
);
CREATE INDEX dispatch_dedicated_agent ON dispatch_dedicated USING btree (agent_id);
CREATE INDEX dispatch_dedicated_deputy ON dispatch_dedicated USING btree (deputy_id);

create table dispatch_rule_versions (
  rule_id uuid not null,
  version integer not null,
  definition jsonb not null,
  reason text not null,
  published_by uuid not null,
  published_by_name text not null,
  published_at timestamp with time zone not null,
  constraint dispatch_rule_versions_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES dispatch_rules(id) ON DELETE CASCADE,
  constraint dispatch_rule_versions_pkey PRIMARY KEY (rule_id, version)
);

create table dispatch_rules (
  id uuid not null,
  unit_id uuid,
  service_line text,
  version integer not null,
  created_at timestamp with time zone not null,
  constraint dispatch_rules_pkey PRIMARY KEY (id),
  constraint dispatch_rules_unit_id_service_line_key UNIQUE NULLS NOT DISTINCT (unit_id, service_line)
);
comment on column dispatch_rules.unit_id is 'the unit and everything below it that has no rule of its own; null: everywhere';

create table event_log (
  seq bigint generated always as identity not null,
  tx xid8 default pg_current_xact_id() not null,
  id uuid not null,
  name text not null,
  at timestamp with time zone not null,
  actor_id uuid not null,
  actor_name text not null,
  subject text,
  data jsonb not null,
  changes jsonb,
  reason text,
  via text not null,
  ip text,
  request_id text,
  mac bytea,
  constraint event_log_pkey PRIMARY KEY (seq)
);
CREATE INDEX event_log_actor ON event_log USING btree (actor_id, seq);
CREATE INDEX event_log_at ON event_log USING btree (at, seq);
CREATE INDEX event_log_name ON event_log USING btree (name text_pattern_ops, at, seq);
CREATE INDEX event_log_order ON event_log USING btree (tx, seq);
CREATE INDEX event_log_subject ON event_log USING btree (subject, seq) WHERE (subject IS NOT NULL);
comment on column event_log.at is 'business time of the fact';

create table event_relay (
  name text not null,
  tx xid8 default '0'::xid8 not null,
  seq bigint default 0 not null,
  chain_no bigint default 0 not null,
  chain_hash bytea default '\x'::bytea not null,
  constraint event_relay_pkey PRIMARY KEY (name)
);

create table field_commands (
  id uuid not null,
  order_id uuid not null,
  actor_id uuid not null,
  actor_name text not null,
  device text not null,
  kind text not null,
  data jsonb not null,
  base integer not null,
  made_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  outcome text not null,
  code text,
  theirs jsonb,
  decided_by_name text,
  decided_at timestamp with time zone,
  constraint field_commands_outcome_check CHECK ((outcome = ANY (ARRAY['applied'::text, 'kept'::text, 'refused'::text, 'taken'::text, 'dropped'::text]))),
  constraint field_commands_order_id_fkey FOREIGN KEY (order_id) REFERENCES field_orders(id) ON DELETE CASCADE,
  constraint field_commands_pkey PRIMARY KEY (id)
);
CREATE INDEX field_commands_of_order ON field_commands USING btree (order_id, received_at, id);

create table field_orders (
  id uuid not null,
  number text not null,
  case_id uuid not null,
  state text not null,
  title text not null,
  task text not null,
  warning text,
  tools text,
  address text not null,
  latitude double precision,
  longitude double precision,
  contact_name text,
  contact_phone text,
  customer_name text,
  tier text,
  unit_id uuid,
  window_from timestamp with time zone not null,
  window_to timestamp with time zone not null,
  engineer_id uuid,
  engineer_name text,
  past_engineers uuid[] default '{}'::uuid[] not null,
  planned_by_id uuid not null,
  planned_by_name text not null,
  serial_expected text,
  visit jsonb not null,
  cancel_reason text,
  created_at timestamp with time zone not null,
  version integer default 1 not null,
  constraint field_orders_check CHECK ((window_to > window_from)),
  constraint field_orders_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'dispatched'::text, 'accepted'::text, 'travelling'::text, 'on-site'::text, 'done'::text, 'signed'::text, 'failed'::text, 'cancelled'::text]))),
  constraint field_orders_pkey PRIMARY KEY (id),
  constraint field_orders_number_key UNIQUE (number)
);
CREATE INDEX field_orders_of_case ON field_orders USING btree (case_id, id);
CREATE INDEX field_orders_of_engineer ON field_orders USING btree (engineer_id, window_from, id);
CREATE INDEX field_orders_of_unit ON field_orders USING btree (unit_id, window_from, id);
comment on column field_orders.past_engineers is 'who had it before: what their device still brings is kept and shown, not lost';
comment on column field_orders.visit is 'what happened on site, as the devices told it: times, steps, parts, words, signature, rating';

create table field_photos (
  id uuid not null,
  order_id uuid not null,
  file_id uuid not null,
  kind text not null,
  step_id uuid,
  taken_at timestamp with time zone not null,
  by_id uuid not null,
  by_name text not null,
  constraint field_photos_kind_check CHECK ((kind = ANY (ARRAY['before'::text, 'after'::text, 'part'::text, 'other'::text]))),
  constraint field_photos_order_id_fkey FOREIGN KEY (order_id) REFERENCES field_orders(id) ON DELETE CASCADE,
  constraint field_photos_pkey PRIMARY KEY (id)
);
CREATE INDEX field_photos_of_order ON field_photos USING btree (order_id, id);
comment on column field_photos.id is 'made by the device that took it: sent twice, kept once';

create table field_points (
  id uuid not null,
  kind text not null,
  name text not null,
  products text[] default '{}'::text[] not null,
  area text not null,
  address text not null,
  phone text not null,
  active boolean default true not null,
  created_at timestamp with time zone not null,
  version integer default 1 not null,
  constraint field_points_kind_check CHECK ((kind = ANY (ARRAY['specialist'::text, 'authorised-point'::text]))),
  constraint field_points_pkey PRIMARY KEY (id)
);

create table field_referrals (
  id uuid not null,
  case_id uuid not null,
  state text not null,
  point_id uuid not null,
  point_name text not null,
  point_phone text not null,
  reason text not null,
  handover text not null,
  accountable_id uuid,
  accountable_name text,
  contact_name text,
  answer_note text,
  answered_at timestamp with time zone,
  result text,
  solved boolean,
  result_at timestamp with time zone,
  by_id uuid not null,
  by_name text not null,
  created_at timestamp with time zone not null,
  constraint field_referrals_check CHECK (((state <> 'result-recorded'::text) OR (result IS NOT NULL))),
  constraint field_referrals_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'accepted'::text, 'declined'::text, 'result-recorded'::text, 'withdrawn'::text]))),
  constraint field_referrals_point_id_fkey FOREIGN KEY (point_id) REFERENCES field_points(id),
  constraint field_referrals_pkey PRIMARY KEY (id)
);
CREATE INDEX field_referrals_of_case ON field_referrals USING btree (case_id, id);

create table field_repairs (
  id uuid not null,
  number text not null,
  case_id uuid not null,
  state text not null,
  product text not null,
  serial text not null,
  fault text not null,
  warranty text not null,
  warranty_until timestamp with time zone,
  warranty_source text,
  point_id uuid,
  point_name text,
  parts jsonb default '[]'::jsonb not null,
  cost_minor bigint,
  currency text,
  finding text,
  test_result text,
  log jsonb default '[]'::jsonb not null,
  by_id uuid not null,
  by_name text not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  version integer default 1 not null,
  constraint field_repairs_state_check CHECK ((state = ANY (ARRAY['received'::text, 'diagnosed'::text, 'repairing'::text, 'tested'::text, 'returned'::text, 'cancelled'::text]))),
  constraint field_repairs_warranty_check CHECK ((warranty = ANY (ARRAY['in'::text, 'out'::text, 'unknown'::text]))),
  constraint field_repairs_point_id_fkey FOREIGN KEY (point_id) REFERENCES field_points(id),
  constraint field_repairs_pkey PRIMARY KEY (id),
  constraint field_repairs_number_key UNIQUE (number)
);
CREATE INDEX field_repairs_of_case ON field_repairs USING btree (case_id, id);

create table field_serials (
  serial text not null,
  product text not null,
  customer_id uuid,
  sold_at timestamp with time zone,
  warranty_until timestamp with time zone,
  source text not null,
  updated_at timestamp with time zone not null,
  constraint field_serials_pkey PRIMARY KEY (serial)
);

create table field_stock (
  engineer_id uuid not null,
  part_no text not null,
  name text not null,
  quantity integer not null,
  constraint field_stock_quantity_check CHECK ((quantity >= 0)),
  constraint field_stock_pkey PRIMARY KEY (engineer_id, part_no)
);

create table files (
  id uuid not null,
  sha256 text not null,
  name text not null,
  declared_type text not null,
  content_type text not null,
  size bigint not null,
  width integer,
  height integer,
  blocked boolean default false not null,
  subject text not null,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  constraint files_sha256_fkey FOREIGN KEY (sha256) REFERENCES files_blobs(sha256),
  constraint files_pkey PRIMARY KEY (id)
);
CREATE INDEX files_by_blob ON files USING btree (sha256);
CREATE INDEX files_by_subject ON files USING btree (subject, id);
CREATE INDEX files_drafts ON files USING btree (created_at) WHERE (subject ~~ 'draft:%'::text);
comment on column files.content_type is 'what the bytes are, not what the sender said';
comment on column files.blocked is 'of a refused type (came by mail): listed, never handed out';
comment on column files.subject is 'the record that decides who may read it, as kind:id, such as case:<id> or draft:<account>';

create table files_blobs (
  sha256 text not null,
  size bigint not null,
  stored_at timestamp with time zone not null,
  scan text default 'unscanned'::text not null,
  scan_result text,
  scanned_at timestamp with time zone,
  scan_lease_until timestamp with time zone,
  key_version integer,
  constraint files_blobs_scan_check CHECK ((scan = ANY (ARRAY['unscanned'::text, 'clean'::text, 'infected'::text]))),
  constraint files_blobs_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint files_blobs_pkey PRIMARY KEY (sha256)
);
CREATE INDEX files_blobs_by_key ON files_blobs USING btree (key_version, sha256);
CREATE INDEX files_blobs_to_scan ON files_blobs USING btree (stored_at) WHERE (scan = 'unscanned'::text);
comment on column files_blobs.stored_at is 'wall time; the last time somebody handed in these bytes';
comment on column files_blobs.key_version is 'version of the key that the bytes are sealed with; null: plain, from before files were sealed';

create table handbook_clauses (
  number text not null,
  position integer not null,
  kind text not null,
  parent text,
  title_zh text not null,
  title_en text not null,
  other_titles jsonb default '[]'::jsonb not null,
  summary_zh text not null,
  summary_en text not null,
  owner_role text not null,
  text_missing boolean default false not null,
  body text,
  edited text[] default '{}'::text[] not null,
  version integer default 1 not null,
  updated_at timestamp with time zone not null,
  constraint handbook_clauses_check CHECK (((kind = 'chapter'::text) = (parent IS NULL))),
  constraint handbook_clauses_kind_check CHECK ((kind = ANY (ARRAY['chapter'::text, 'section'::text, 'clause'::text]))),
  constraint handbook_clauses_parent_fkey FOREIGN KEY (parent) REFERENCES handbook_clauses(number),
  constraint handbook_clauses_pkey PRIMARY KEY (number)
);
comment on column handbook_clauses.text_missing is 'the handbook has only the title of this part';
comment on column handbook_clauses.edited is 'fields that a person changed; the seed leaves them alone';

create unlogged table http_request_counts (
  minute integer not null,
  key text not null,
  used integer not null,
  constraint http_request_counts_pkey PRIMARY KEY (minute, key)
);

create table idempotency_keys (
  actor_id uuid not null,
  key text not null,
  request_hash bytea not null,
  status integer,
  reply jsonb,
  created_at timestamp with time zone not null,
  constraint idempotency_keys_pkey PRIMARY KEY (actor_id, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys USING btree (created_at);

create table intake_hooks (
  id uuid not null,
  name text not null,
  title text not null,
  format text not null,
  token_hash text not null,
  secret text not null,
  requester_id uuid not null,
  active boolean default true not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  version integer default 1 not null,
  constraint intake_hooks_format_check CHECK ((format = ANY (ARRAY['im'::text, 'alertmanager'::text, 'zabbix'::text, 'nagios'::text, 'generic'::text]))),
  constraint intake_hooks_pkey PRIMARY KEY (id),
  constraint intake_hooks_name_key UNIQUE (name)
);
comment on column intake_hooks.secret is 'sealed: what signed messages are checked with; the token itself unless the other system has its own';
comment on column intake_hooks.requester_id is 'account in whose name cases are opened when the message names nobody (monitoring)';

create table knowledge_article_versions (
  id uuid not null,
  article_id uuid not null,
  major integer,
  minor integer,
  title text not null,
  type text not null,
  audience text not null,
  summary text not null,
  body text not null,
  product text,
  problem_type text,
  keywords text[] default '{}'::text[] not null,
  change_note text,
  author_id uuid not null,
  author_name text not null,
  reviewer_id uuid,
  reviewer_name text,
  written_at timestamp with time zone not null,
  published_at timestamp with time zone,
  constraint knowledge_article_versions_audience_check CHECK ((audience = ANY (ARRAY['staff'::text, 'public'::text]))),
  constraint knowledge_article_versions_check CHECK (((reviewer_id IS NULL) OR (reviewer_id <> author_id))),
  constraint knowledge_article_versions_type_check CHECK ((type = ANY (ARRAY['product-manual'::text, 'technical-document'::text, 'faq'::text, 'fault-guide'::text]))),
  constraint knowledge_article_versions_article_id_fkey FOREIGN KEY (article_id) REFERENCES knowledge_articles(id) ON DELETE CASCADE,
  constraint knowledge_article_versions_pkey PRIMARY KEY (id),
  constraint knowledge_article_versions_article_id_major_minor_key UNIQUE NULLS NOT DISTINCT (article_id, major, minor)
);
comment on column knowledge_article_versions.major is 'null: the draft of the next version';

create table knowledge_articles (
  id uuid not null,
  number text not null,
  state text not null,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  published_major integer,
  published_minor integer,
  constraint knowledge_articles_check CHECK (((published_major IS NULL) = (published_minor IS NULL))),
  constraint knowledge_articles_check1 CHECK (((state <> 'published'::text) OR (published_major IS NOT NULL))),
  constraint knowledge_articles_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'archived'::text]))),
  constraint knowledge_articles_pkey PRIMARY KEY (id),
  constraint knowledge_articles_number_key UNIQUE (number)
);
CREATE INDEX knowledge_articles_by_change ON knowledge_articles USING btree (updated_at DESC, id DESC);

create table knowledge_case_record_editions (
  case_id uuid not null,
  edition integer not null,
  parts jsonb not null,
  archived_at timestamp with time zone not null,
  archived_by uuid not null,
  constraint knowledge_case_record_editions_case_id_fkey FOREIGN KEY (case_id) REFERENCES knowledge_case_records(case_id) ON DELETE CASCADE,
  constraint knowledge_case_record_editions_pkey PRIMARY KEY (case_id, edition)
);

create table knowledge_case_records (
  case_id uuid not null,
  number text not null,
  title text not null,
  state text not null,
  parts jsonb not null,
  missing text[] default '{}'::text[] not null,
  unit_id uuid,
  customer_id uuid,
  clearance text,
  version integer default 1 not null,
  edition integer default 0 not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  archived_at timestamp with time zone,
  constraint knowledge_case_records_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'complete'::text, 'archived'::text]))),
  constraint knowledge_case_records_pkey PRIMARY KEY (case_id)
);
CREATE INDEX knowledge_case_records_by_time ON knowledge_case_records USING btree (created_at DESC, case_id DESC);
comment on column knowledge_case_records.clearance is 'a permission that a reader needs beside knowledge.read; null when none';
comment on column knowledge_case_records.edition is 'how often it was archived; 0 while it never was';

create table live_drafts (
  account_id uuid not null,
  key text not null,
  content jsonb not null,
  version integer default 1 not null,
  updated_at timestamp with time zone not null,
  constraint live_drafts_pkey PRIMARY KEY (account_id, key)
);
CREATE INDEX live_drafts_age ON live_drafts USING btree (updated_at);

create unlogged table live_presence (
  topic text not null,
  connection_id uuid not null,
  account_id uuid not null,
  name text not null,
  state text not null,
  seen_at timestamp with time zone not null,
  constraint live_presence_state_check CHECK ((state = ANY (ARRAY['viewing'::text, 'typing'::text]))),
  constraint live_presence_pkey PRIMARY KEY (topic, connection_id)
);
CREATE INDEX live_presence_age ON live_presence USING btree (seen_at);

create table mail_alarms (
  id uuid not null,
  kind text not null,
  about text not null,
  hour timestamp with time zone not null,
  at timestamp with time zone not null,
  detail jsonb not null,
  constraint mail_alarms_kind_check CHECK ((kind = ANY (ARRAY['loop'::text, 'silence'::text, 'difference'::text, 'blast'::text, 'mailbox'::text]))),
  constraint mail_alarms_pkey PRIMARY KEY (id),
  constraint mail_alarms_kind_about_hour_key UNIQUE (kind, about, hour)
);
comment on column mail_alarms.hour is 'wall time; the same alarm is raised once within it';

create table mail_deliveries (
  id uuid not null,
  mail_id uuid not null,
  at timestamp with time zone not null,
  outcome text not null,
  code integer,
  response text,
  took_ms integer,
  constraint mail_deliveries_outcome_check CHECK ((outcome = ANY (ARRAY['sent'::text, 'deferred'::text, 'failed'::text, 'cancelled'::text, 'retried'::text, 'bounced'::text]))),
  constraint mail_deliveries_mail_id_fkey FOREIGN KEY (mail_id) REFERENCES mail_outbox(id) ON DELETE CASCADE,
  constraint mail_deliveries_pkey PRIMARY KEY (id)
);
CREATE INDEX mail_deliveries_of ON mail_deliveries USING btree (mail_id, id);
CREATE INDEX mail_deliveries_recent ON mail_deliveries USING btree (at) WHERE (outcome = 'sent'::text);
comment on column mail_deliveries.at is 'wall time';

create table mail_mailboxes (
  id text not null,
  uid_validity bigint,
  last_uid bigint default 0 not null,
  archive_below bigint default 0 not null,
  first_seen_at timestamp with time zone not null,
  lease_holder uuid,
  lease_until timestamp with time zone,
  last_ok_at timestamp with time zone,
  last_error text,
  last_error_at timestamp with time zone,
  preview jsonb,
  released_at timestamp with time zone,
  constraint mail_mailboxes_pkey PRIMARY KEY (id)
);
comment on column mail_mailboxes.archive_below is 'messages with a lower uid were there before the desk came: they are filed, nothing is answered';
comment on column mail_mailboxes.preview is 'what was there at the first connection; while released_at is null nothing is fetched, marked or answered';

create table mail_outbox (
  id uuid not null,
  kind text not null,
  message_id text not null,
  sender_name text,
  recipients text[] not null,
  cc text[] default '{}'::text[] not null,
  reply_to text,
  subject text not null,
  text_body text not null,
  html_body text,
  in_reply_to text,
  refs text[] default '{}'::text[] not null,
  attachment_ids uuid[] default '{}'::uuid[] not null,
  automatic boolean not null,
  related_to text,
  state text default 'queued'::text not null,
  attempts integer default 0 not null,
  created_at timestamp with time zone not null,
  queued_at timestamp with time zone not null,
  next_at timestamp with time zone not null,
  lease_until timestamp with time zone,
  sent_at timestamp with time zone,
  last_code integer,
  last_error text,
  domain text,
  constraint mail_outbox_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'cancelled'::text, 'bounced'::text, 'suppressed'::text, 'held'::text]))),
  constraint mail_outbox_pkey PRIMARY KEY (id),
  constraint mail_outbox_message_id_key UNIQUE (message_id)
);
CREATE INDEX mail_outbox_age ON mail_outbox USING btree (created_at, id);
CREATE INDEX mail_outbox_by_state ON mail_outbox USING btree (state, id);
CREATE INDEX mail_outbox_due ON mail_outbox USING btree (next_at) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text]));
CREATE INDEX mail_outbox_recent ON mail_outbox USING btree (queued_at) WHERE automatic;
CREATE INDEX mail_outbox_related ON mail_outbox USING btree (related_to, id) WHERE (related_to IS NOT NULL);
comment on column mail_outbox.message_id is 'without angle brackets; the left part is a secret that proves a reply belongs to us';
comment on column mail_outbox.created_at is 'business time';
comment on column mail_outbox.next_at is 'wall time of the next try';
comment on column mail_outbox.domain is 'of the first recipient: servers of the other side count by it';

create table mail_received (
  id uuid not null,
  received_at timestamp with time zone not null,
  stored_at timestamp with time zone not null,
  source text not null,
  mailbox text not null,
  uid bigint,
  uid_validity bigint,
  envelope_from text,
  envelope_to text[] default '{}'::text[] not null,
  remote text,
  raw_file uuid not null,
  sha256 text not null,
  size bigint not null,
  message_id text,
  from_address text,
  subject text,
  state text default 'received'::text not null,
  attempts integer default 0 not null,
  lease_until timestamp with time zone,
  outcome text,
  related_to text,
  reason text,
  detail text,
  processed_at timestamp with time zone,
  archive boolean default false not null,
  as_person boolean default false not null,
  format text default 'mime'::text not null,
  external_id text,
  thread_index text,
  constraint mail_received_format_check CHECK ((format = ANY (ARRAY['mime'::text, 'im'::text, 'alertmanager'::text, 'zabbix'::text, 'nagios'::text, 'generic'::text]))),
  constraint mail_received_outcome_check CHECK ((outcome = ANY (ARRAY['cased'::text, 'joined'::text, 'quarantined'::text, 'rejected'::text, 'automatic'::text]))),
  constraint mail_received_source_check CHECK ((source = ANY (ARRAY['smtp'::text, 'imap'::text, 'hook'::text]))),
  constraint mail_received_state_check CHECK ((state = ANY (ARRAY['received'::text, 'done'::text, 'quarantined'::text]))),
  constraint mail_received_raw_file_fkey FOREIGN KEY (raw_file) REFERENCES files(id),
  constraint mail_received_pkey PRIMARY KEY (id),
  constraint mail_received_mailbox_uid_validity_uid_key UNIQUE (mailbox, uid_validity, uid)
);
CREATE INDEX mail_received_age ON mail_received USING btree (received_at, id);
CREATE INDEX mail_received_line ON mail_received USING btree (from_address, id) WHERE (state = 'received'::text);
CREATE INDEX mail_received_message_id ON mail_received USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX mail_received_open ON mail_received USING btree (id) WHERE (state = 'received'::text);
CREATE INDEX mail_received_outcome ON mail_received USING btree (outcome, id);
CREATE INDEX mail_received_related ON mail_received USING btree (related_to) WHERE (related_to IS NOT NULL);
CREATE INDEX mail_received_same ON mail_received USING btree (sha256);
CREATE INDEX mail_received_sender ON mail_received USING btree (from_address, stored_at) WHERE (outcome = 'cased'::text);
CREATE INDEX mail_received_stored ON mail_received USING btree (stored_at);
CREATE UNIQUE INDEX mail_received_external ON mail_received USING btree (mailbox, external_id) WHERE (external_id IS NOT NULL);
comment on column mail_received.received_at is 'business time: clocks of a case that it opens start here';
comment on column mail_received.stored_at is 'wall time';
comment on column mail_received.reason is 'a code of the product: why it went where it went';
comment on column mail_received.archive is 'old mail of a mailbox: kept and filed, nothing is answered';
comment on column mail_received.as_person is 'somebody decided that a person wrote it, whatever its headers say';
comment on column mail_received.format is 'how the stored bytes are read';
comment on column mail_received.external_id is 'the name that the sender of a hook gave to this very delivery; a repetition is the same row';
comment on column mail_received.thread_index is 'how Outlook groups the conversation, as it stands in the header';

create table mail_reconciliations (
  id uuid not null,
  at timestamp with time zone not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  received integer not null,
  outcomes jsonb not null,
  waiting integer not null,
  differences jsonb not null,
  constraint mail_reconciliations_pkey PRIMARY KEY (id)
);
CREATE INDEX mail_reconciliations_newest ON mail_reconciliations USING btree (until_at DESC);

create table notify_deliveries (
  id uuid not null,
  notification_id uuid not null,
  account_id uuid not null,
  name text not null,
  channel text not null,
  state text not null,
  reason text,
  urgent boolean not null,
  due_at timestamp with time zone not null,
  at timestamp with time zone not null,
  mail_id uuid,
  queued_at timestamp with time zone,
  error text,
  constraint notify_deliveries_channel_check CHECK ((channel = ANY (ARRAY['in-app'::text, 'mail'::text]))),
  constraint notify_deliveries_reason_check CHECK ((reason = ANY (ARRAY['quiet-hours'::text, 'grouped'::text, 'no-address'::text, 'disabled'::text]))),
  constraint notify_deliveries_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'queued'::text, 'sent'::text, 'failed'::text, 'dropped'::text]))),
  constraint notify_deliveries_notification_id_fkey FOREIGN KEY (notification_id) REFERENCES notify_notifications(id) ON DELETE CASCADE,
  constraint notify_deliveries_pkey PRIMARY KEY (id)
);
CREATE INDEX notify_deliveries_due ON notify_deliveries USING btree (due_at) WHERE (state = 'waiting'::text);
CREATE INDEX notify_deliveries_list ON notify_deliveries USING btree (account_id, id DESC);
CREATE INDEX notify_deliveries_mail ON notify_deliveries USING btree (mail_id) WHERE (mail_id IS NOT NULL);
CREATE INDEX notify_deliveries_notification ON notify_deliveries USING btree (notification_id);
CREATE INDEX notify_deliveries_recent ON notify_deliveries USING btree (account_id, name, queued_at) WHERE ((channel = 'mail'::text) AND (mail_id IS NOT NULL));
comment on column notify_deliveries.at is 'business time of the last change of state';
comment on column notify_deliveries.queued_at is 'business time at which its mail was handed to the outbox';

create table notify_notifications (
  id uuid not null,
  account_id uuid not null,
  name text not null,
  params jsonb not null,
  subject text,
  url text,
  urgent boolean not null,
  shown boolean not null,
  dedupe_key text,
  created_at timestamp with time zone not null,
  read_at timestamp with time zone,
  constraint notify_notifications_account_id_fkey FOREIGN KEY (account_id) REFERENCES access_accounts(id) ON DELETE CASCADE,
  constraint notify_notifications_pkey PRIMARY KEY (id)
);
CREATE INDEX notify_notifications_age ON notify_notifications USING btree (created_at);
CREATE INDEX notify_notifications_list ON notify_notifications USING btree (account_id, id DESC) WHERE shown;
CREATE INDEX notify_notifications_unread ON notify_notifications USING btree (account_id, id DESC) WHERE (shown AND (read_at IS NULL));
CREATE UNIQUE INDEX notify_notifications_once ON notify_notifications USING btree (account_id, dedupe_key) WHERE (dedupe_key IS NOT NULL);
comment on column notify_notifications.params is 'values for the texts notify.<name>.title and .body, in the language of the reader at the time of reading';
comment on column notify_notifications.shown is 'false: the person turned the product itself off for this kind and only gets mail';

create table notify_preferences (
  account_id uuid not null,
  name text not null,
  channels text[] not null,
  constraint notify_preferences_account_id_fkey FOREIGN KEY (account_id) REFERENCES access_accounts(id) ON DELETE CASCADE,
  constraint notify_preferences_pkey PRIMARY KEY (account_id, name)
);

create table notify_quiet_hours (
  account_id uuid not null,
  from_minute integer not null,
  to_minute integer not null,
  constraint notify_quiet_hours_from_minute_check CHECK (((from_minute >= 0) AND (from_minute <= 1439))),
  constraint notify_quiet_hours_to_minute_check CHECK (((to_minute >= 0) AND (to_minute <= 1439))),
  constraint notify_quiet_hours_account_id_fkey FOREIGN KEY (account_id) REFERENCES access_accounts(id) ON DELETE CASCADE,
  constraint notify_quiet_hours_pkey PRIMARY KEY (account_id)
);

create table org_absences (
  id uuid not null,
  person_id uuid not null,
  kind text not null,
  note text,
  valid_from timestamp with time zone not null,
  valid_to timestamp with time zone not null,
  constraint org_absences_check CHECK ((valid_to > valid_from)),
  constraint org_absences_kind_check CHECK ((kind = ANY (ARRAY['leave'::text, 'sick'::text, 'training'::text, 'travel'::text, 'other'::text]))),
  constraint org_absences_person_id_fkey FOREIGN KEY (person_id) REFERENCES org_people(id),
  constraint org_absences_pkey PRIMARY KEY (id)
);
CREATE INDEX org_absences_person ON org_absences USING btree (person_id, valid_to);

create table org_deputies (
  id uuid not null,
  person_id uuid not null,
  deputy_id uuid not null,
  valid_from timestamp with time zone not null,
  valid_to timestamp with time zone,
  constraint org_deputies_check CHECK ((person_id <> deputy_id)),
  constraint org_deputies_check1 CHECK (((valid_to IS NULL) OR (valid_to > valid_from))),
  constraint org_deputies_deputy_id_fkey FOREIGN KEY (deputy_id) REFERENCES org_people(id),
  constraint org_deputies_person_id_fkey FOREIGN KEY (person_id) REFERENCES org_people(id),
  constraint org_deputies_pkey PRIMARY KEY (id)
);
CREATE INDEX org_deputies_deputy ON org_deputies USING btree (deputy_id);
CREATE INDEX org_deputies_person ON org_deputies USING btree (person_id, valid_from);

create table org_fixture_people (
  code text not null,
  account_id uuid not null,
  name text not null,
  email text,
  unit_id uuid,
  roles text[] not null,
  customer_number text,
  constraint org_fixture_people_pkey PRIMARY KEY (code)
);

create table org_handovers (
  id uuid not null,
  roster_id uuid not null,
  shift_id uuid not null,
  on_date date not null,
  body text not null,
  author_id uuid not null,
  author_name text not null,
  at timestamp with time zone not null,
  taken_by uuid,
  taken_by_name text,
  taken_at timestamp with time zone,
  version integer default 1 not null,
  constraint org_handovers_roster_id_fkey FOREIGN KEY (roster_id) REFERENCES org_rosters(id),
  constraint org_handovers_shift_id_fkey FOREIGN KEY (shift_id) REFERENCES org_shifts(id),
  constraint org_handovers_pkey PRIMARY KEY (id),
  constraint org_handovers_shift_id_on_date_key UNIQUE (shift_id, on_date)
);
CREATE INDEX org_handovers_roster ON org_handovers USING btree (roster_id, on_date);
comment on column org_handovers.taken_by is 'whoever of the next shift read it';

create table org_people (
  id uuid not null,
  kind text not null,
  name text not null,
  email text,
  phone text,
  department text,
  languages text[] default '{}'::text[] not null,
  skills jsonb default '[]'::jsonb not null,
  state text default 'active'::text not null,
  disabled_at timestamp with time zone,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  constraint org_people_kind_check CHECK ((kind = ANY (ARRAY['staff'::text, 'internal'::text]))),
  constraint org_people_state_check CHECK ((state = ANY (ARRAY['active'::text, 'disabled'::text]))),
  constraint org_people_pkey PRIMARY KEY (id)
);
CREATE INDEX org_people_name ON org_people USING btree (name, id);

create table org_posts (
  id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  role text not null,
  title text,
  main boolean default false not null,
  valid_from timestamp with time zone not null,
  valid_to timestamp with time zone,
  constraint org_posts_check CHECK (((valid_to IS NULL) OR (valid_to > valid_from))),
  constraint org_posts_person_id_fkey FOREIGN KEY (person_id) REFERENCES org_people(id),
  constraint org_posts_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint org_posts_pkey PRIMARY KEY (id)
);
CREATE INDEX org_posts_person ON org_posts USING btree (person_id, valid_from);
CREATE INDEX org_posts_unit ON org_posts USING btree (unit_id, role);
comment on column org_posts.main is 'the post whose unit is the unit of the account';

create table org_roster_days (
  roster_id uuid not null,
  on_date date not null,
  reason text,
  constraint org_roster_days_roster_id_fkey FOREIGN KEY (roster_id) REFERENCES org_rosters(id),
  constraint org_roster_days_pkey PRIMARY KEY (roster_id, on_date)
);

create table org_rosters (
  id uuid not null,
  unit_id uuid not null,
  name text not null,
  zone text not null,
  state text default 'active'::text not null,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  constraint org_rosters_state_check CHECK ((state = ANY (ARRAY['active'::text, 'ended'::text]))),
  constraint org_rosters_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint org_rosters_pkey PRIMARY KEY (id)
);
CREATE INDEX org_rosters_unit ON org_rosters USING btree (unit_id);
comment on column org_rosters.zone is 'IANA zone in which the hours of its shifts are meant';

create table org_routing_rules (
  id uuid not null,
  position integer not null,
  service_line text,
  problem_class text,
  requester_type text,
  region_id uuid,
  unit_id uuid not null,
  constraint org_routing_rules_region_id_fkey FOREIGN KEY (region_id) REFERENCES org_units(id),
  constraint org_routing_rules_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint org_routing_rules_pkey PRIMARY KEY (id)
);
CREATE INDEX org_routing_rules_order ON org_routing_rules USING btree ("position", id);

create table org_shift_swaps (
  id uuid not null,
  roster_id uuid not null,
  shift_id uuid not null,
  on_date date not null,
  out_id uuid not null,
  in_id uuid,
  reason text,
  made_by uuid not null,
  at timestamp with time zone not null,
  constraint org_shift_swaps_check CHECK (((in_id IS NULL) OR (in_id <> out_id))),
  constraint org_shift_swaps_in_id_fkey FOREIGN KEY (in_id) REFERENCES org_people(id),
  constraint org_shift_swaps_out_id_fkey FOREIGN KEY (out_id) REFERENCES org_people(id),
  constraint org_shift_swaps_roster_id_fkey FOREIGN KEY (roster_id) REFERENCES org_rosters(id),
  constraint org_shift_swaps_shift_id_fkey FOREIGN KEY (shift_id) REFERENCES org_shifts(id),
  constraint org_shift_swaps_pkey PRIMARY KEY (id),
  constraint org_shift_swaps_shift_id_on_date_out_id_key UNIQUE (shift_id, on_date, out_id)
);
CREATE INDEX org_shift_swaps_in ON org_shift_swaps USING btree (in_id) WHERE (in_id IS NOT NULL);
CREATE INDEX org_shift_swaps_roster ON org_shift_swaps USING btree (roster_id, on_date);
comment on column org_shift_swaps.in_id is 'null: the place stays empty';

create table org_shifts (
  id uuid not null,
  roster_id uuid not null,
  weekday smallint,
  on_date date,
  name text,
  from_minute smallint not null,
  to_minute smallint not null,
  people uuid[] default '{}'::uuid[] not null,
  valid_from date not null,
  valid_to date,
  constraint org_shifts_check CHECK (((weekday IS NULL) <> (on_date IS NULL))),
  constraint org_shifts_check1 CHECK (((to_minute > from_minute) AND ((to_minute - from_minute) <= 1440))),
  constraint org_shifts_check2 CHECK (((valid_to IS NULL) OR (valid_to > valid_from))),
  constraint org_shifts_from_minute_check CHECK (((from_minute >= 0) AND (from_minute <= 1439))),
  constraint org_shifts_to_minute_check CHECK (((to_minute >= 1) AND (to_minute <= 2879))),
  constraint org_shifts_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7))),
  constraint org_shifts_roster_id_fkey FOREIGN KEY (roster_id) REFERENCES org_rosters(id),
  constraint org_shifts_pkey PRIMARY KEY (id)
);
CREATE INDEX org_shifts_people ON org_shifts USING gin (people);
CREATE INDEX org_shifts_roster ON org_shifts USING btree (roster_id, valid_to);
comment on column org_shifts.weekday is '1 Monday to 7 Sunday, of the date on which the shift starts; null for a single day';
comment on column org_shifts.to_minute is 'above 1440: ends on the next date';

create table org_unit_versions (
  unit_id uuid not null,
  valid_from timestamp with time zone not null,
  valid_to timestamp with time zone,
  name_zh text not null,
  name_en text not null,
  tier text not null,
  layer text not null,
  service_line text not null,
  unit_function text,
  parent_id uuid,
  state text not null,
  address text,
  service_area text,
  opening_hours jsonb,
  constraint org_unit_versions_check CHECK (((valid_to IS NULL) OR (valid_to > valid_from))),
  constraint org_unit_versions_layer_check CHECK ((layer = ANY (ARRAY['strategic'::text, 'management'::text, 'execution'::text, 'operation'::text]))),
  constraint org_unit_versions_service_line_check CHECK ((service_line = ANY (ARRAY['support'::text, 'after-sales'::text, 'both'::text]))),
  constraint org_unit_versions_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'active'::text, 'closing'::text, 'closed'::text]))),
  constraint org_unit_versions_tier_check CHECK ((tier = ANY (ARRAY['hq'::text, 'region'::text, 'frontline'::text]))),
  constraint org_unit_versions_unit_function_check CHECK ((unit_function = ANY (ARRAY['technical-support'::text, 'customer-service'::text, 'quality-assurance'::text, 'process-management'::text]))),
  constraint org_unit_versions_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES org_units(id),
  constraint org_unit_versions_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint org_unit_versions_pkey PRIMARY KEY (unit_id, valid_from)
);
CREATE INDEX org_unit_versions_open ON org_unit_versions USING btree (unit_id) WHERE (valid_to IS NULL);
CREATE INDEX org_unit_versions_parent ON org_unit_versions USING btree (parent_id);

create table org_units (
  id uuid not null,
  number bigint generated always as identity not null,
  code text not null,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  constraint org_units_pkey PRIMARY KEY (id),
  constraint org_units_number_key UNIQUE (number)
);
CREATE UNIQUE INDEX org_units_code ON org_units USING btree (lower(code));
comment on column org_units.version is 'counts every write to the unit, for If-Match';

create table platform_schedule_runs (
  id uuid not null,
  name text not null,
  due_at timestamp with time zone not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  result text,
  error text,
  constraint platform_schedule_runs_pkey PRIMARY KEY (id)
);
CREATE INDEX platform_schedule_runs_by_name ON platform_schedule_runs USING btree (name, started_at DESC);

create table platform_schedules (
  name text not null,
  cron text not null,
  enabled boolean default true not null,
  next_at timestamp with time zone not null,
  last_at timestamp with time zone,
  version integer default 1 not null,
  edited boolean default false not null,
  constraint platform_schedules_pkey PRIMARY KEY (name)
);

create table platform_state (
  key text not null,
  value jsonb not null,
  constraint platform_state_pkey PRIMARY KEY (key)
);

create table platform_timers (
  id uuid not null,
  job text not null,
  key text,
  data jsonb not null,
  due_at timestamp with time zone not null,
  constraint platform_timers_pkey PRIMARY KEY (id),
  constraint platform_timers_job_key_key UNIQUE (job, key)
);
CREATE INDEX platform_timers_due ON platform_timers USING btree (due_at);

create table platform_workers (
  pool_id text not null,
  lock_key integer not null,
  started_at timestamp with time zone not null,
  constraint platform_workers_pkey PRIMARY KEY (pool_id),
  constraint platform_workers_lock_key_key UNIQUE (lock_key)
);

create table process_versions (
  number integer not null,
  state text not null,
  definition jsonb not null,
  closed text[] default '{}'::text[] not null,
  note text,
  saved_by text not null,
  published_at timestamp with time zone,
  published_by text,
  version integer default 1 not null,
  constraint process_versions_check CHECK (((state = 'draft'::text) = (published_at IS NULL))),
  constraint process_versions_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'live'::text, 'superseded'::text]))),
  constraint process_versions_pkey PRIMARY KEY (number)
);
CREATE UNIQUE INDEX process_versions_one_draft ON process_versions USING btree (state) WHERE (state = 'draft'::text);
CREATE UNIQUE INDEX process_versions_one_live ON process_versions USING btree (state) WHERE (state = 'live'::text);
comment on column process_versions.closed is 'moves of the state machine that this version has no connection for: from>to, or >to';
comment on column process_versions.version is 'counts writes of a draft, for If-Match';

create table reaction_done (
  event_id uuid not null,
  reaction text not null,
  at timestamp with time zone not null,
  constraint reaction_done_pkey PRIMARY KEY (event_id, reaction)
);

create table retention_holds (
  id uuid not null,
  subject text not null,
  reason text not null,
  until timestamp with time zone,
  placed_at timestamp with time zone not null,
  placed_by uuid not null,
  placed_by_name text not null,
  released_at timestamp with time zone,
  released_by_name text,
  release_reason text,
  constraint retention_holds_pkey PRIMARY KEY (id)
);
CREATE INDEX retention_holds_open ON retention_holds USING btree (subject) WHERE (released_at IS NULL);
CREATE INDEX retention_holds_order ON retention_holds USING btree (placed_at, id);

create table retention_periods (
  class text not null,
  days integer,
  version integer default 1 not null,
  updated_at timestamp with time zone not null,
  constraint retention_periods_pkey PRIMARY KEY (class)
);
comment on column retention_periods.days is 'null: kept without limit';

create table retention_purges (
  id uuid not null,
  class text not null,
  clause text not null,
  days integer not null,
  older_than timestamp with time zone not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  removed integer default 0 not null,
  error text,
  constraint retention_purges_pkey PRIMARY KEY (id)
);
CREATE INDEX retention_purges_order ON retention_purges USING btree (started_at DESC, id DESC);

create table schema_migrations (
  name text not null,
  at timestamp with time zone default now() not null,
  constraint schema_migrations_pkey PRIMARY KEY (name)
);

create table search_documents (
  kind text not null,
  id text not null,
  number text,
  number_key text,
  title text not null,
  body text not null,
  at timestamp with time zone not null,
  url text not null,
  permission text not null,
  audience text not null,
  unit_id uuid,
  customer_id uuid,
  people uuid[] default '{}'::uuid[] not null,
  tokens tsvector not null,
  title_tokens tsvector not null,
  length integer not null,
  indexed_at timestamp with time zone not null,
  clearance text,
  cleared uuid,
  constraint search_documents_audience_check CHECK ((audience = ANY (ARRAY['staff'::text, 'public'::text]))),
  constraint search_documents_pkey PRIMARY KEY (kind, id)
);
CREATE INDEX search_documents_number ON search_documents USING btree (number_key) WHERE (number_key IS NOT NULL);
CREATE INDEX search_documents_recent ON search_documents USING btree (at DESC, kind, id);
CREATE INDEX search_documents_title ON search_documents USING gin (title_tokens);
CREATE INDEX search_documents_tokens ON search_documents USING gin (tokens);
comment on column search_documents.tokens is 'pairs and single characters of Chinese text, stems of words, codes without separators; without positions';
comment on column search_documents.length is 'number of tokens, repetitions included; for ranking';
comment on column search_documents.indexed_at is 'wall time';
comment on column search_documents.clearance is 'permission that must reach the row as well before anything but the number is shown (§3.1-3)';
comment on column search_documents.cleared is 'whose own record it is: reads it without the clearance';

create table search_passages (
  kind text not null,
  id uuid not null,
  of_kind text not null,
  of_id text not null,
  at timestamp with time zone not null,
  permission text not null,
  internal boolean not null,
  body text not null,
  tokens tsvector not null,
  length integer not null,
  indexed_at timestamp with time zone not null,
  constraint search_passages_pkey PRIMARY KEY (kind, id)
);
CREATE INDEX search_passages_of ON search_passages USING btree (of_kind, of_id);
CREATE INDEX search_passages_recent ON search_passages USING btree (at DESC);
CREATE INDEX search_passages_tokens ON search_passages USING gin (tokens);
comment on column search_passages.permission is 'must reach the record, beside what the record itself asks for';
comment on column search_passages.internal is 'not for whose own record it is';
comment on column search_passages.length is 'number of tokens, repetitions included; for ranking';
comment on column search_passages.indexed_at is 'wall time';

create table search_words (
  word text not null,
  trigrams text[] not null,
  constraint search_words_pkey PRIMARY KEY (word)
);
CREATE INDEX search_words_trigrams ON search_words USING gin (trigrams);

create table settings (
  key text not null,
  is_set boolean not null,
  value jsonb,
  sealed text,
  version integer default 1 not null,
  updated_at timestamp with time zone not null,
  updated_by uuid not null,
  updated_by_name text not null,
  constraint settings_pkey PRIMARY KEY (key)
);
comment on column settings.is_set is 'false: returned to the default; the row keeps the version';
comment on column settings.sealed is 'encrypted value of a secret setting; then value is null';

create table sla_calendars (
  code text not null,
  version integer not null,
  name_zh text not null,
  name_en text not null,
  zone text not null,
  week jsonb not null,
  exceptions jsonb not null,
  published_at timestamp with time zone not null,
  published_by uuid not null,
  published_by_name text not null,
  effective_from timestamp with time zone,
  constraint sla_calendars_pkey PRIMARY KEY (code, version)
);
comment on column sla_calendars.effective_from is 'for records that start from then on, where a policy names code@*; null: since ever';

create table sla_clocks (
  record_id uuid not null,
  no smallint not null,
  record_kind text not null,
  kind text not null,
  policy text not null,
  version integer not null,
  clause text not null,
  calendar text not null,
  start_at timestamp with time zone not null,
  since integer not null,
  cause text not null,
  target_ms bigint not null,
  reference boolean not null,
  provisional boolean not null,
  round smallint not null,
  basis jsonb not null,
  due_at timestamp with time zone,
  used_ms bigint not null,
  paused_ms bigint not null,
  paused boolean not null,
  breached_at timestamp with time zone,
  stopped_at timestamp with time zone,
  superseded_at timestamp with time zone,
  because text,
  ledger_rows smallint not null,
  warned smallint default 0 not null,
  warned_at timestamp with time zone,
  escalated smallint default 0 not null,
  next_at timestamp with time zone,
  constraint sla_clocks_pkey PRIMARY KEY (record_id, no)
);
CREATE INDEX sla_clocks_next ON sla_clocks USING btree (reference, next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX sla_clocks_open ON sla_clocks USING btree (record_id) WHERE ((stopped_at IS NULL) AND (superseded_at IS NULL));
CREATE INDEX sla_clocks_verdict ON sla_clocks USING btree (COALESCE(breached_at, stopped_at)) WHERE (((NOT reference) OR (policy = 'POL-3.1-CAT'::text)) AND (NOT provisional) AND ((breached_at IS NOT NULL) OR ((stopped_at IS NOT NULL) AND (superseded_at IS NULL))));
comment on column sla_clocks.ledger_rows is 'rows of the ledger, the start included';
comment on column sla_clocks.next_at is 'when the sweep has to look: the next warning, one millisecond after the due time, or the next escalation';

create table sla_conformance (
  id uuid not null,
  position integer not null,
  name text not null,
  body jsonb not null,
  version integer default 1 not null,
  saved_at timestamp with time zone not null,
  saved_by uuid not null,
  saved_by_name text not null,
  constraint sla_conformance_pkey PRIMARY KEY (id),
  constraint sla_conformance_name_key UNIQUE (name)
);
comment on column sla_conformance.body is 'given record and events, then the clock that is expected';

create table sla_decision_tables (
  code text not null,
  version integer not null,
  clause text not null,
  effective_from timestamp with time zone not null,
  effective_to timestamp with time zone,
  factors jsonb not null,
  rows jsonb not null,
  constraint sla_decision_tables_pkey PRIMARY KEY (code, version)
);

create table sla_escalations (
  id uuid not null,
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
  at timestamp with time zone not null,
  reason text,
  escalated_by uuid,
  escalated_by_name text,
  acknowledged_at timestamp with time zone,
  acknowledged_by uuid,
  acknowledged_by_name text,
  constraint sla_escalations_pkey PRIMARY KEY (id)
);
CREATE INDEX sla_escalations_at ON sla_escalations USING btree (at DESC, id DESC);
CREATE INDEX sla_escalations_record ON sla_escalations USING btree (record_id);
comment on column sla_escalations.clock_no is 'null: a person escalated';

create table sla_journals (
  record_id uuid not null,
  base jsonb not null,
  steps jsonb not null,
  constraint sla_journals_pkey PRIMARY KEY (record_id)
);

create table sla_places (
  record_id uuid not null,
  record_kind text not null,
  number text,
  title text,
  restricted boolean default false not null,
  unit_id uuid,
  customer_id uuid,
  people uuid[] default '{}'::uuid[] not null,
  responsible uuid,
  permission text not null,
  url text,
  urgent boolean default false not null,
  level text,
  next_due_at timestamp with time zone,
  next_due_kind text,
  next_due_clause text,
  breached boolean default false not null,
  opened_at timestamp with time zone not null,
  constraint sla_places_record_kind_check CHECK ((record_kind <> 'case'::text)),
  constraint sla_places_pkey PRIMARY KEY (record_id)
);
comment on column sla_places.permission is 'whoever reaches the row with it may hear of the record';
comment on column sla_places.urgent is 'notices pass quiet hours (level 1)';

create table sla_policies (
  code text not null,
  record_kind text not null,
  role text not null,
  rank integer not null,
  overlay boolean not null,
  internal boolean not null,
  replaces jsonb not null,
  clauses text[] not null,
  name_zh text,
  name_en text,
  constraint sla_policies_pkey PRIMARY KEY (code)
);
comment on column sla_policies.overlay is 'governs only the kinds that it names; the others come from the next matching rank';
comment on column sla_policies.internal is 'a target of the product, not printed in the handbook';

create table sla_policy_versions (
  code text not null,
  version integer not null,
  status text not null,
  calendar text not null,
  effective_from timestamp with time zone not null,
  effective_to timestamp with time zone,
  condition jsonb not null,
  limits jsonb not null,
  acknowledged jsonb not null,
  reason text,
  saved_at timestamp with time zone not null,
  saved_by uuid not null,
  saved_by_name text not null,
  acknowledgements jsonb default '[]'::jsonb not null,
  approved_at timestamp with time zone,
  approved_by uuid,
  approved_by_name text,
  approval_note text,
  override_reason text,
  edit integer default 1 not null,
  constraint sla_policy_versions_check CHECK (((effective_to IS NULL) OR (effective_to > effective_from))),
  constraint sla_policy_versions_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'approved'::text, 'published'::text]))),
  constraint sla_policy_versions_code_fkey FOREIGN KEY (code) REFERENCES sla_policies(code),
  constraint sla_policy_versions_pkey PRIMARY KEY (code, version)
);
comment on column sla_policy_versions.limits is 'rows of {kind, when, target, clause, printed, note}; lengths in milliseconds';
comment on column sla_policy_versions.acknowledged is 'ids of the lint warnings that whoever published it acknowledged, one by one';
comment on column sla_policy_versions.acknowledgements is 'who acknowledged which warning when: {id, at, by, note}';
comment on column sla_policy_versions.override_reason is 'why it was published although rows of the conformance table were red';
comment on column sla_policy_versions.edit is 'raised by every change of a draft';

create table sla_records (
  id uuid not null,
  kind text not null,
  state jsonb not null,
  constraint sla_records_pkey PRIMARY KEY (id)
);
CREATE INDEX sla_records_solved ON sla_records USING btree ((((state ->> 'solvedAt'::text))::bigint)) WHERE ((state ->> 'solvedAt'::text) IS NOT NULL);
CREATE INDEX sla_records_start ON sla_records USING btree ((((state ->> 'start'::text))::bigint));
comment on column sla_records.id is 'id of the case (later: incident, fault, feedback item)';

create table sla_segments (
  record_id uuid not null,
  clock_no smallint not null,
  seq smallint not null,
  at timestamp with time zone not null,
  state text not null,
  cause text not null,
  actor_id uuid not null,
  written_at timestamp with time zone not null,
  constraint sla_segments_state_check CHECK ((state = ANY (ARRAY['running'::text, 'paused'::text, 'stopped'::text, 'superseded'::text]))),
  constraint sla_segments_pkey PRIMARY KEY (record_id, clock_no, seq)
);
comment on column sla_segments.at is 'from then on the clock is in this state; the next row ends it';

create table sla_undone (
  id uuid not null,
  record_id uuid not null,
  merge_id uuid not null,
  undone_at timestamp with time zone not null,
  undone_by uuid not null,
  state jsonb not null,
  clocks jsonb not null,
  segments jsonb not null,
  escalations jsonb not null,
  constraint sla_undone_pkey PRIMARY KEY (id)
);
CREATE INDEX sla_undone_record ON sla_undone USING btree (record_id);

create table webhook_cursor (
  single boolean default true not null,
  tx xid8 not null,
  seq bigint not null,
  constraint webhook_cursor_single_check CHECK (single),
  constraint webhook_cursor_pkey PRIMARY KEY (single)
);

create table webhook_deliveries (
  id uuid not null,
  endpoint_id uuid not null,
  event_id uuid not null,
  event_name text not null,
  body text not null,
  state text default 'queued'::text not null,
  attempts integer default 0 not null,
  created_at timestamp with time zone not null,
  queued_at timestamp with time zone not null,
  next_at timestamp with time zone not null,
  lease_until timestamp with time zone,
  delivered_at timestamp with time zone,
  last_status integer,
  last_error text,
  constraint webhook_deliveries_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'delivered'::text, 'failed'::text, 'cancelled'::text]))),
  constraint webhook_deliveries_endpoint_id_fkey FOREIGN KEY (endpoint_id) REFERENCES webhook_endpoints(id) ON DELETE CASCADE,
  constraint webhook_deliveries_pkey PRIMARY KEY (id),
  constraint webhook_deliveries_endpoint_id_event_id_key UNIQUE (endpoint_id, event_id)
);
CREATE INDEX webhook_deliveries_age ON webhook_deliveries USING btree (created_at, id);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries USING btree (next_at) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text]));
CREATE INDEX webhook_deliveries_of ON webhook_deliveries USING btree (endpoint_id, id);
comment on column webhook_deliveries.body is 'the bytes that are signed and sent; a replay sends the same';

create table webhook_endpoints (
  id uuid not null,
  name text not null,
  url text not null,
  events text[] not null,
  secret text not null,
  old_secret text,
  old_secret_until timestamp with time zone,
  active boolean default true not null,
  disabled_reason text,
  failing_since timestamp with time zone,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  version integer default 1 not null,
  constraint webhook_endpoints_disabled_reason_check CHECK ((disabled_reason = ANY (ARRAY['by-hand'::text, 'gone'::text, 'failing'::text]))),
  constraint webhook_endpoints_pkey PRIMARY KEY (id)
);
comment on column webhook_endpoints.secret is 'sealed';
comment on column webhook_endpoints.old_secret is 'sealed; signs beside the new one until old_secret_until (wall time)';
comment on column webhook_endpoints.failing_since is 'wall time of the first failure since the last success';

create table webhook_tries (
  id uuid not null,
  delivery_id uuid not null,
  at timestamp with time zone not null,
  status integer,
  error text,
  took_ms integer not null,
  response text,
  constraint webhook_tries_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES webhook_deliveries(id) ON DELETE CASCADE,
  constraint webhook_tries_pkey PRIMARY KEY (id)
);
CREATE INDEX webhook_tries_of ON webhook_tries USING btree (delivery_id, id);

create view cases_declines as
 SELECT case_id,
    to_id AS person_id,
    answered_at
   FROM cases_transfers
  WHERE ((state = 'declined'::text) AND (kind <> 'consult'::text));

create view cases_paths as
 SELECT id,
    number,
    state,
    open,
    stages,
    requester_type,
    requester_id,
    customer_id,
    unit_id,
    handler_id,
    first_owner_id,
    service_line,
    level,
    round,
    breached,
    next_due_at,
    next_due_breached,
    next_due_warned_at,
    created_at,
    (NOT (problem_class IS DISTINCT FROM 'data-security'::text)) AS restricted
   FROM cases;

create view cases_summary as
 SELECT id,
    number,
    title,
    state,
    open,
    channel,
    requester_type,
    requester_id,
    customer_id,
    unit_id,
    handler_id,
    first_owner_id,
    service_line,
    problem_class,
    level,
    severity,
    tier,
    rank,
    breached,
    round,
    created_at,
    resolved_at,
    closed_at,
    archived_at,
    (NOT (problem_class IS DISTINCT FROM 'data-security'::text)) AS restricted
   FROM cases;

create view cases_work as
 SELECT id,
    number,
    state,
    open,
    rank,
    level,
    service_line,
    problem_class,
    requester_id,
    customer_id,
    unit_id,
    handler_id,
    first_owner_id,
    asked_id,
    created_at,
    updated_at,
    round,
    breached,
    next_due_at,
    next_due_breached,
    next_due_warned_at,
    responded_at,
    resolved_at,
    closed_at,
    archived_at,
    reopened_at,
    waiting_until,
    recurrence_of,
    merged_into,
    classified_at,
    ((response ->> 'expectedAt'::text))::timestamp with time zone AS promised_at,
    (((stages -> '-1'::integer) ->> 'enteredAt'::text))::timestamp with time zone AS state_since,
    (EXISTS ( SELECT 1
           FROM cases_transfers t
          WHERE ((case_id = id) AND (kind <> 'consult'::text) AND (state = 'accepted'::text)))) AS handed_over,
    (EXISTS ( SELECT 1
           FROM cases_ratings r
          WHERE (case_id = id))) AS rated,
    (EXISTS ( SELECT 1
           FROM cases_links l
          WHERE ((case_id = id) AND (kind = 'follows'::text)))) AS follows
   FROM cases;

create view conversations_asked_again as
 SELECT case_id,
    at
   FROM ( SELECT case_id,
            at,
            direction,
            COALESCE(lag(direction) OVER w, 'in'::text) AS before,
            COALESCE(lag(at) OVER w, created_at) AS before_at
           FROM (conversations_messages m
             JOIN cases_summary c ON ((id = case_id)))
          WHERE ((visibility = 'public'::text) AND (NOT automatic))
          WINDOW w AS (PARTITION BY case_id ORDER BY at, id)) turns
  WHERE ((direction = 'in'::text) AND (before = 'in'::text) AND ((at - before_at) > '00:30:00'::interval));

create view customers_summary as
 SELECT id,
    number,
    name,
    tier,
    region_id
   FROM customers;

create view sla_escalations_made as
 SELECT id,
    record_id,
    record_kind,
    to_unit,
    at,
    acknowledged_at
   FROM sla_escalations;
