-- The case. Everything that a list sorts or filters by is on its row, names included, so that a queue page is one index scan.
create sequence cases_numbers;

/* Number of a case by the day of its business time: HY-yymmdd-0001. A sequence, so that two cases never wait for each other. */
create function cases_next_number(day text) returns text language sql volatile as $$
  select 'HY-' || day || '-' || lpad(n::text, greatest(4, length(n::text)), '0') from (select nextval('cases_numbers') as n) s
$$;

create table cases (
  id uuid primary key,
  number text not null unique,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  title text not null,
  description text not null,
  channel text not null,
  state text not null,
  round integer not null default 1,
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
  effects text[] not null default '{}',
  severity text,
  outside_service boolean not null default false,
  classified_at timestamptz,
  level text,
  level_rule text,
  level_by_hand boolean not null default false,
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
  occurred_at timestamptz,
  system_version text,
  expected_result text,
  missing_facts text[] not null default '{}',
  responded_at timestamptz,
  response jsonb,
  initial_solution_at timestamptz,
  containment_at timestamptz,
  vendor_contacted_at timestamptz,
  nature text,
  cause text,
  evidence text,
  solution text,
  plan_executed boolean not null default false,
  configuration_stability text,
  configuration_security text,
  retest text,
  stability text,
  verification_evidence text,
  resume_state text,
  waiting_reason text,
  waiting_until timestamptz,
  resolved_at timestamptz,
  result jsonb,
  result_sent_at timestamptz,
  answered_at timestamptz,
  confirmation_overdue boolean not null default false,
  closed_at timestamptz,
  archived_at timestamptz,
  reopened_at timestamptz,
  review jsonb,
  compliance jsonb,
  merged_into uuid,
  cancel_reason text,
  recurrence_of uuid,
  stages jsonb not null default '[]',
  breached boolean not null default false,
  unread boolean not null default true,
  next_due_at timestamptz not null default 'infinity',
  next_due_kind text,
  next_due_clause text,
  next_due_warned_at timestamptz,
  next_due_breached boolean not null default false,
  rank smallint not null generated always as (
    (case when level in ('URGENT', 'A') then 0 when level = 'B' or severity = 'major' then 1 when level = 'C' then 3 else 2 end) * 10
    + (case lower(tier) when 'vip' then 0 when 'potential' then 2 else 1 end)) stored,
  open boolean not null generated always as (state not in ('confirmed', 'closed-unconfirmed', 'reviewed', 'archived', 'merged', 'cancelled')) stored
);
comment on column cases.created_at is 'first receipt on any channel: clocks start here';
comment on column cases.rank is 'queue order before the time left: level, then tier of the customer (R5.2-6)';
comment on column cases.round is 'how often it was opened: 1, and one more after each reopening';
comment on column cases.breached is 'some clock was breached at some time; decides whether a review is required';
comment on column cases.recurrence_of is 'the earlier case of the same class on the same asset or for the same customer (R3.2-19)';
comment on column cases.asked_id is 'who is asked to take the case over or to help with it, until the answer; may read it';
comment on column cases.next_due_at is 'infinity when nothing is due';
comment on column cases.stages is 'every stay in a state, in order: stage, enteredAt, leftAt';

-- The queue: open work in order of priority, one index per way of cutting it; a null handler is the view "unassigned". Every index
-- costs at intake and at each change of a due time, so there is none that a page does not need. Ids sort by time of recording.
create index cases_queue on cases (rank, next_due_at, id) where open;
create index cases_queue_of_unit on cases (unit_id, rank, next_due_at, id) where open;
create index cases_queue_of_handler on cases (handler_id, rank, next_due_at, id) where open;
create index cases_queue_of_owner on cases (first_owner_id, rank, next_due_at, id) where open and first_owner_id is not null;
create index cases_asked on cases (asked_id, rank, next_due_at, id) where asked_id is not null;
create index cases_due on cases (next_due_at, id) where open and next_due_at < 'infinity';
create index cases_waiting on cases (rank, next_due_at, id) where state in ('waiting-requester', 'waiting-vendor', 'on-site-scheduled');
create index cases_awaiting on cases (rank, next_due_at, id) where state in ('resolved', 'awaiting-confirmation');
create index cases_to_archive on cases (rank, next_due_at, id) where state in ('confirmed', 'closed-unconfirmed', 'reviewed');
create index cases_breached on cases (rank, next_due_at, id) where open and breached;
create index cases_of_requester on cases (requester_id, id desc);
create index cases_of_customer on cases (customer_id, id desc) where customer_id is not null;
create index cases_of_asset on cases (asset_id, id desc) where asset_id is not null;
create index cases_recurrences on cases (recurrence_of) where recurrence_of is not null;
create index cases_ended on cases (id) where not open;

create table cases_transfers (
  id uuid primary key,
  case_id uuid not null references cases (id) on delete cascade,
  kind text not null check (kind in ('transfer', 'consult', 'escalate')),
  from_id uuid not null,
  from_name text not null,
  to_id uuid not null,
  to_name text not null,
  unit_id uuid,
  reason text not null,
  state text not null check (state in ('offered', 'accepted', 'declined', 'withdrawn')),
  answer_reason text,
  offered_at timestamptz not null,
  answered_at timestamptz
);
create index cases_transfers_of_case on cases_transfers (case_id, offered_at);
create unique index cases_transfers_one_offer on cases_transfers (case_id) where state = 'offered' and kind <> 'consult';
comment on column cases_transfers.unit_id is 'the unit that takes the case over when the offer is accepted';

create table cases_vendor_contacts (
  id uuid primary key,
  case_id uuid not null references cases (id) on delete cascade,
  vendor text not null,
  ticket text,
  way text,
  result text not null,
  contacted_at timestamptz not null,
  by_id uuid not null,
  by_name text not null
);
create index cases_vendor_contacts_of_case on cases_vendor_contacts (case_id, contacted_at);

create table cases_links (
  case_id uuid not null references cases (id) on delete cascade,
  other_id uuid not null references cases (id) on delete cascade,
  kind text not null check (kind in ('parent', 'related', 'merged', 'follows')),
  created_at timestamptz not null,
  primary key (case_id, other_id, kind),
  check (case_id <> other_id)
);
create index cases_links_back on cases_links (other_id);
comment on column cases_links.kind is 'what other_id is to case_id: its parent, related, the case it was merged into, the case it follows';

create table cases_follow_ups (
  id uuid primary key,
  case_id uuid not null references cases (id) on delete cascade,
  round integer not null,
  assignee_id uuid,
  opened_at timestamptz not null,
  done_at timestamptz,
  note text,
  unique (case_id, round)
);
create index cases_follow_ups_open on cases_follow_ups (assignee_id, opened_at) where done_at is null;

create table cases_ratings (
  case_id uuid not null references cases (id) on delete cascade,
  round integer not null,
  score smallint not null check (score between 1 and 5),
  comment text,
  rated_at timestamptz not null,
  changed_at timestamptz,
  primary key (case_id, round)
);
create index cases_ratings_by_time on cases_ratings (rated_at);

-- What other domains may join.
create view cases_summary as
  select id, number, title, state, open, channel, requester_type, requester_id, customer_id, unit_id, handler_id, first_owner_id, service_line, problem_class, level, severity, tier,
    rank, breached, round, created_at, resolved_at, closed_at, archived_at, problem_class is not distinct from 'data-security' as restricted
  from cases;
