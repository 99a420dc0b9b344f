-- Who hears of events by HTTP, what was sent to whom, and the addresses at which other systems tell us something.
create table webhook_endpoints (
  id uuid primary key,
  name text not null,
  url text not null,
  events text[] not null,
  secret text not null,
  old_secret text,
  old_secret_until timestamptz,
  active boolean not null default true,
  disabled_reason text check (disabled_reason in ('by-hand', 'gone', 'failing')),
  failing_since timestamptz,
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1
);
comment on column webhook_endpoints.secret is 'sealed';
comment on column webhook_endpoints.old_secret is 'sealed; signs beside the new one until old_secret_until (wall time)';
comment on column webhook_endpoints.failing_since is 'wall time of the first failure since the last success';

create table webhook_deliveries (
  id uuid primary key,
  endpoint_id uuid not null references webhook_endpoints on delete cascade,
  event_id uuid not null,
  event_name text not null,
  body text not null,
  state text not null default 'queued' check (state in ('queued', 'sending', 'delivered', 'failed', 'cancelled')),
  attempts integer not null default 0,
  created_at timestamptz not null,
  queued_at timestamptz not null,
  next_at timestamptz not null,
  lease_until timestamptz,
  delivered_at timestamptz,
  last_status integer,
  last_error text,
  unique (endpoint_id, event_id)
);
comment on column webhook_deliveries.body is 'the bytes that are signed and sent; a replay sends the same';
create index webhook_deliveries_due on webhook_deliveries (next_at) where state in ('queued', 'sending');
create index webhook_deliveries_of on webhook_deliveries (endpoint_id, id);
create index webhook_deliveries_age on webhook_deliveries (created_at, id);

create table webhook_tries (
  id uuid primary key,
  delivery_id uuid not null references webhook_deliveries on delete cascade,
  at timestamptz not null,
  status integer,
  error text,
  took_ms integer not null,
  response text
);
create index webhook_tries_of on webhook_tries (delivery_id, id);

/* How far the event log has been read for webhooks. */
create table webhook_cursor (
  single boolean primary key default true check (single),
  tx xid8 not null,
  seq bigint not null
);

create table intake_hooks (
  id uuid primary key,
  name text not null unique,
  title text not null,
  format text not null check (format in ('im', 'alertmanager', 'zabbix', 'nagios', 'generic')),
  token_hash text not null,
  secret text not null,
  requester_id uuid not null,
  active boolean not null default true,
  created_at timestamptz not null,
  last_used_at timestamptz,
  version integer not null default 1
);
comment on column intake_hooks.secret is 'sealed: what signed messages are checked with; the token itself unless the other system has its own';
comment on column intake_hooks.requester_id is 'account in whose name cases are opened when the message names nobody (monitoring)';
