-- Accounts, what they may do, and how they prove who they are (§7.4). Secrets are kept hashed or sealed, never in plain text.
create table access_accounts (
  id uuid primary key,
  kind text not null check (kind in ('staff', 'requester')),
  email text check (email = lower(email)),
  name text not null,
  locale text not null default 'zh-CN',
  customer_id uuid,
  unit_id uuid,
  status text not null default 'active' check (status in ('active', 'disabled')),
  password_hash text,
  password_changed_at timestamptz,
  password_must_change boolean not null default false,
  totp_secret text,
  totp_pending text,
  totp_enrolled_at timestamptz,
  totp_last_step bigint,
  last_sign_in_at timestamptz,
  preferences jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index access_accounts_email on access_accounts (email) where email is not null;
create index access_accounts_customer on access_accounts (customer_id) where customer_id is not null;
create index access_accounts_unit on access_accounts (unit_id) where unit_id is not null;
create index access_accounts_staff on access_accounts (id) where kind = 'staff';
comment on column access_accounts.password_changed_at is 'business time; the password expires by it (§7.4)';
comment on column access_accounts.totp_secret is 'sealed; set once the first code was right';
comment on column access_accounts.totp_pending is 'sealed; a second factor that is being set up';
comment on column access_accounts.totp_last_step is 'the last 30-second step whose code was used: each code works once';

create table access_roles (
  code text primary key,
  name_zh text not null,
  name_en text not null,
  layer text not null check (layer in ('strategic', 'management', 'execution', 'operation')),
  privileged boolean not null default false,
  edited_by uuid,
  version integer not null default 1,
  updated_at timestamptz not null
);
comment on column access_roles.privileged is 'who holds it must have a second factor';
comment on column access_roles.edited_by is 'a person changed the role here; the seed leaves it alone from then on';

create table access_role_permissions (
  role text not null references access_roles (code) on delete cascade,
  permission text not null,
  reach text not null check (reach in ('all', 'unit', 'customer', 'own')),
  primary key (role, permission, reach)
);
create index access_role_permissions_by_permission on access_role_permissions (permission, role);

create table access_grants (
  id uuid primary key,
  account_id uuid not null references access_accounts (id) on delete cascade,
  role text not null references access_roles (code),
  unit_id uuid,
  granted_by uuid not null,
  granted_at timestamptz not null,
  unique nulls not distinct (account_id, role, unit_id)
);
create index access_grants_role on access_grants (role);
comment on column access_grants.unit_id is 'where the role is held; null: in the unit of the account';

create table access_tokens (
  id uuid primary key,
  account_id uuid not null references access_accounts (id) on delete cascade,
  name text not null,
  token_hash bytea not null unique,
  hint text not null,
  scopes text[],
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index access_tokens_account on access_tokens (account_id, created_at);
comment on column access_tokens.scopes is 'permissions the token is limited to; null: all of the account';

create table access_sessions (
  id uuid primary key,
  account_id uuid not null references access_accounts (id) on delete cascade,
  token_hash bytea not null unique,
  method text not null check (method in ('password', 'mail-code', 'setup', 'link')),
  confirmed_at timestamptz not null,
  second_factor_at timestamptz,
  ip text,
  user_agent text,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  end_reason text
);
create index access_sessions_account on access_sessions (account_id, created_at desc);
create index access_sessions_open on access_sessions (expires_at) where ended_at is null;
comment on table access_sessions is 'all times are wall time';
comment on column access_sessions.confirmed_at is 'when the person last proved who it is: changes of the own protection ask for a recent proof';

create table access_password_history (
  account_id uuid not null references access_accounts (id) on delete cascade,
  hash text not null,
  at timestamptz not null
);
create index access_password_history_account on access_password_history (account_id, at desc);

create table access_recovery_codes (
  account_id uuid not null references access_accounts (id) on delete cascade,
  code_hash text not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

-- One-time links and codes: first set-up, invitation, password reset, sign-in by e-mail.
create table access_links (
  id uuid primary key,
  purpose text not null check (purpose in ('setup', 'invitation', 'password-reset', 'mail-code')),
  account_id uuid references access_accounts (id) on delete cascade,
  email text,
  name text,
  token_hash bytea not null unique,
  code_hash text,
  wrong_tries integer not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index access_links_email on access_links (email, created_at desc) where email is not null;
create index access_links_account on access_links (account_id, purpose) where used_at is null;

-- Failed attempts per key (who and from where, or an address alone); an attempt counts before it is checked.
create table access_attempts (
  key text primary key,
  failures integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  locked_until timestamptz,
  recent timestamptz[] not null default '{}',
  reported_at timestamptz
);
create index access_attempts_age on access_attempts (last_at);

-- Addresses from which an account signed in before: an attack from elsewhere does not slow its owner down there.
create table access_known_addresses (
  account_id uuid not null references access_accounts (id) on delete cascade,
  ip text not null,
  last_at timestamptz not null,
  primary key (account_id, ip)
);
