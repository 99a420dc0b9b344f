-- One tree of units (B-21). What may change over time is kept in versions: a change announced for later is a version that begins later.
create table org_units (
  id uuid primary key,
  number bigint generated always as identity unique,
  code text not null,
  version integer not null default 1,
  created_at timestamptz not null
);
create unique index org_units_code on org_units (lower(code));
comment on column org_units.version is 'counts every write to the unit, for If-Match';

create table org_unit_versions (
  unit_id uuid not null references org_units (id),
  valid_from timestamptz not null,
  valid_to timestamptz,
  name_zh text not null,
  name_en text not null,
  tier text not null check (tier in ('hq', 'region', 'frontline')),
  layer text not null check (layer in ('strategic', 'management', 'execution', 'operation')),
  service_line text not null check (service_line in ('support', 'after-sales', 'both')),
  unit_function text check (unit_function in ('technical-support', 'customer-service', 'quality-assurance', 'process-management')),
  parent_id uuid references org_units (id),
  state text not null check (state in ('draft', 'active', 'closing', 'closed')),
  address text,
  service_area text,
  opening_hours jsonb,
  primary key (unit_id, valid_from),
  check (valid_to is null or valid_to > valid_from)
);
create index org_unit_versions_parent on org_unit_versions (parent_id);
create index org_unit_versions_open on org_unit_versions (unit_id) where valid_to is null;

-- One staff person is one account with the same id; internal users who only ask for help are people without posts.
create table org_people (
  id uuid primary key,
  kind text not null check (kind in ('staff', 'internal')),
  name text not null,
  email text,
  phone text,
  department text,
  languages text[] not null default '{}',
  skills jsonb not null default '[]',
  state text not null default 'active' check (state in ('active', 'disabled')),
  disabled_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null
);
create index org_people_name on org_people (name, id);

create table org_posts (
  id uuid primary key,
  person_id uuid not null references org_people (id),
  unit_id uuid not null references org_units (id),
  role text not null,
  title text,
  main boolean not null default false,
  valid_from timestamptz not null,
  valid_to timestamptz,
  check (valid_to is null or valid_to > valid_from)
);
create index org_posts_person on org_posts (person_id, valid_from);
create index org_posts_unit on org_posts (unit_id, role);
comment on column org_posts.main is 'the post whose unit is the unit of the account';

create table org_deputies (
  id uuid primary key,
  person_id uuid not null references org_people (id),
  deputy_id uuid not null references org_people (id),
  valid_from timestamptz not null,
  valid_to timestamptz,
  check (person_id <> deputy_id),
  check (valid_to is null or valid_to > valid_from)
);
create index org_deputies_person on org_deputies (person_id, valid_from);
create index org_deputies_deputy on org_deputies (deputy_id);

-- Where new work lands; the first rule by position that fits.
create table org_routing_rules (
  id uuid primary key,
  position integer not null,
  service_line text,
  problem_class text,
  requester_type text,
  region_id uuid references org_units (id),
  unit_id uuid not null references org_units (id)
);
create index org_routing_rules_order on org_routing_rules (position, id);

-- Who is who in the acceptance fixture; empty everywhere else.
create table org_fixture_people (code text primary key, account_id uuid not null, name text not null, email text, unit_id uuid, roles text[] not null, customer_number text);
