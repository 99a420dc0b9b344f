-- Visits, repairs and referrals (§1.2, §2.2, §5.2): what was planned, what happened on site, and what came from devices while they had no network.
create sequence field_order_numbers;
create sequence field_repair_numbers;

create table field_orders (
  id uuid primary key,
  number text not null unique,
  case_id uuid not null,
  state text not null check (state in ('planned', 'dispatched', 'accepted', 'travelling', 'on-site', 'done', 'signed', 'failed', 'cancelled')),
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
  window_from timestamptz not null,
  window_to timestamptz not null,
  engineer_id uuid,
  engineer_name text,
  past_engineers uuid[] not null default '{}',
  planned_by_id uuid not null,
  planned_by_name text not null,
  serial_expected text,
  visit jsonb not null,
  cancel_reason text,
  created_at timestamptz not null,
  version integer not null default 1,
  check (window_to > window_from)
);
comment on column field_orders.visit is 'what happened on site, as the devices told it: times, steps, parts, words, signature, rating';
comment on column field_orders.past_engineers is 'who had it before: what their device still brings is kept and shown, not lost';
create index field_orders_of_case on field_orders (case_id, id);
create index field_orders_of_engineer on field_orders (engineer_id, window_from, id);
create index field_orders_of_unit on field_orders (unit_id, window_from, id);

create table field_commands (
  id uuid primary key,
  order_id uuid not null references field_orders (id) on delete cascade,
  actor_id uuid not null,
  actor_name text not null,
  device text not null,
  kind text not null,
  data jsonb not null,
  base integer not null,
  made_at timestamptz not null,
  received_at timestamptz not null,
  outcome text not null check (outcome in ('applied', 'kept', 'refused', 'taken', 'dropped')),
  code text,
  theirs jsonb,
  decided_by_name text,
  decided_at timestamptz
);
comment on table field_commands is 'every act of a device by its own id, so that a repeat changes nothing; kept = it did not fit what the server had, both versions stay until somebody decides';
create index field_commands_of_order on field_commands (order_id, received_at, id);

create table field_photos (
  id uuid primary key,
  order_id uuid not null references field_orders (id) on delete cascade,
  file_id uuid not null,
  kind text not null check (kind in ('before', 'after', 'part', 'other')),
  step_id uuid,
  taken_at timestamptz not null,
  by_id uuid not null,
  by_name text not null
);
comment on column field_photos.id is 'made by the device that took it: sent twice, kept once';
create index field_photos_of_order on field_photos (order_id, id);

create table field_stock (
  engineer_id uuid not null,
  part_no text not null,
  name text not null,
  quantity integer not null check (quantity >= 0),
  primary key (engineer_id, part_no)
);

create table field_serials (
  serial text primary key,
  product text not null,
  customer_id uuid,
  sold_at timestamptz,
  warranty_until timestamptz,
  source text not null,
  updated_at timestamptz not null
);

create table field_points (
  id uuid primary key,
  kind text not null check (kind in ('specialist', 'authorised-point')),
  name text not null,
  products text[] not null default '{}',
  area text not null,
  address text not null,
  phone text not null,
  active boolean not null default true,
  created_at timestamptz not null,
  version integer not null default 1
);

create table field_repairs (
  id uuid primary key,
  number text not null unique,
  case_id uuid not null,
  state text not null check (state in ('received', 'diagnosed', 'repairing', 'tested', 'returned', 'cancelled')),
  product text not null,
  serial text not null,
  fault text not null,
  warranty text not null check (warranty in ('in', 'out', 'unknown')),
  warranty_until timestamptz,
  warranty_source text,
  point_id uuid references field_points (id),
  point_name text,
  parts jsonb not null default '[]',
  cost_minor bigint,
  currency text,
  finding text,
  test_result text,
  log jsonb not null default '[]',
  by_id uuid not null,
  by_name text not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  version integer not null default 1
);
create index field_repairs_of_case on field_repairs (case_id, id);

create table field_referrals (
  id uuid primary key,
  case_id uuid not null,
  state text not null check (state in ('offered', 'accepted', 'declined', 'result-recorded', 'withdrawn')),
  point_id uuid not null references field_points (id),
  point_name text not null,
  point_phone text not null,
  reason text not null,
  handover text not null,
  accountable_id uuid,
  accountable_name text,
  contact_name text,
  answer_note text,
  answered_at timestamptz,
  result text,
  solved boolean,
  result_at timestamptz,
  by_id uuid not null,
  by_name text not null,
  created_at timestamptz not null,
  check (state <> 'result-recorded' or result is not null)
);
create index field_referrals_of_case on field_referrals (case_id, id);
