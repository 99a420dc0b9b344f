-- Customers by number, their contacts, and imports. Marked fields (§7.4) are sealed by the application before they get here.
create table customers (
  id uuid primary key,
  seq bigint not null unique,
  number text not null unique,
  name text not null,
  name_key text not null,
  tier text not null check (tier in ('vip', 'normal', 'potential')),
  region_id uuid references org_units (id),
  language text not null default 'zh-CN',
  phone text,
  phone_key text,
  address text,
  preferred_channel text,
  mail_domains text[] not null default '{}',
  note text,
  bank_name_sealed text,
  bank_account_sealed text,
  tax_number_sealed text,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index customers_name_key on customers (name_key);
create index customers_phone on customers (phone_key) where phone_key is not null;
create index customers_region on customers (region_id, seq desc);
create index customers_mail_domains on customers using gin (mail_domains);
comment on column customers.seq is 'the number without its prefix; ascending without gaps';
comment on column customers.name_key is 'the name without what does not tell companies apart; for finding duplicates';
comment on column customers.phone_key is 'the digits that matter, for finding duplicates';

-- The last number given. The row stays locked until the giver commits, so that no number is skipped.
create table customers_counter (one boolean primary key default true check (one), last bigint not null);
insert into customers_counter (last) values (0);

create table customers_contacts (
  id uuid primary key,
  customer_id uuid references customers (id),
  name text not null,
  phone text,
  phone_key text,
  locale text not null default 'zh-CN',
  preferred_channel text,
  note text,
  state text not null default 'active' check (state in ('active', 'left')),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index customers_contacts_customer on customers_contacts (customer_id, name, id);
create index customers_contacts_name on customers_contacts (name, id);
create index customers_contacts_phone on customers_contacts (phone_key) where phone_key is not null;
comment on table customers_contacts is 'id is the id of the requester account as well';

create table customers_emails (
  email text primary key check (email = lower(email)),
  contact_id uuid not null references customers_contacts (id),
  main boolean not null
);
create index customers_emails_contact on customers_emails (contact_id);
create index customers_emails_domain on customers_emails (split_part(email, '@', 2));
create unique index customers_emails_one_main on customers_emails (contact_id) where main;

create table customers_imports (
  id uuid primary key,
  file_name text not null,
  encoding text not null,
  headers text[] not null,
  mapping text[] not null,
  state text not null default 'previewed' check (state in ('previewed', 'applied')),
  customers_made integer,
  contacts_made integer,
  good_rows integer,
  created_by uuid not null,
  created_at timestamptz not null,
  applied_at timestamptz
);
create table customers_import_rows (
  import_id uuid not null references customers_imports (id) on delete cascade,
  line integer not null,
  cells_sealed text not null,
  errors jsonb not null default '[]',
  primary key (import_id, line)
);
comment on column customers_import_rows.cells_sealed is 'sealed, since a row may hold marked fields and personal data';

-- For joins by other domains.
create view customers_summary as select id, number, name, tier, region_id from customers;
