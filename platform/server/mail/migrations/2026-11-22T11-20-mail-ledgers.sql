-- Mail that waits to go out, each try of it, and every message that ever came in.
create table mail_outbox (
  id uuid primary key,
  kind text not null,
  message_id text not null unique,
  sender_name text,
  recipients text[] not null,
  cc text[] not null default '{}',
  reply_to text,
  subject text not null,
  text_body text not null,
  html_body text,
  in_reply_to text,
  refs text[] not null default '{}',
  attachment_ids uuid[] not null default '{}',
  automatic boolean not null,
  related_to text,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed', 'cancelled', 'bounced')),
  attempts integer not null default 0,
  created_at timestamptz not null,
  queued_at timestamptz not null,
  next_at timestamptz not null,
  lease_until timestamptz,
  sent_at timestamptz,
  last_code integer,
  last_error text
);
comment on column mail_outbox.message_id is 'without angle brackets; the left part is a secret that proves a reply belongs to us';
comment on column mail_outbox.created_at is 'business time';
comment on column mail_outbox.next_at is 'wall time of the next try';
create index mail_outbox_due on mail_outbox (next_at) where state in ('queued', 'sending');
create index mail_outbox_related on mail_outbox (related_to, id) where related_to is not null;
create index mail_outbox_by_state on mail_outbox (state, id);

create table mail_deliveries (
  id uuid primary key,
  mail_id uuid not null references mail_outbox on delete cascade,
  at timestamptz not null,
  outcome text not null check (outcome in ('sent', 'deferred', 'failed', 'cancelled', 'retried', 'bounced')),
  code integer,
  response text,
  took_ms integer
);
comment on column mail_deliveries.at is 'wall time';
create index mail_deliveries_of on mail_deliveries (mail_id, id);
create index mail_deliveries_recent on mail_deliveries (at) where outcome = 'sent';

create table mail_received (
  id uuid primary key,
  received_at timestamptz not null,
  stored_at timestamptz not null,
  source text not null check (source in ('smtp', 'imap', 'hook')),
  mailbox text not null,
  uid bigint,
  uid_validity bigint,
  envelope_from text,
  envelope_to text[] not null default '{}',
  remote text,
  raw_file uuid not null references files,
  sha256 text not null,
  size bigint not null,
  message_id text,
  from_address text,
  subject text,
  state text not null default 'received' check (state in ('received', 'done', 'quarantined')),
  attempts integer not null default 0,
  lease_until timestamptz,
  outcome text check (outcome in ('cased', 'joined', 'quarantined', 'rejected', 'automatic')),
  related_to text,
  reason text,
  detail text,
  processed_at timestamptz,
  archive boolean not null default false,
  as_person boolean not null default false,
  unique (mailbox, uid_validity, uid)
);
comment on column mail_received.received_at is 'business time: clocks of a case that it opens start here';
comment on column mail_received.stored_at is 'wall time';
comment on column mail_received.reason is 'a code of the product: why it went where it went';
comment on column mail_received.as_person is 'somebody decided that a person wrote it, whatever its headers say';
comment on column mail_received.archive is 'old mail of a mailbox: kept and filed, nothing is answered';
create index mail_received_open on mail_received (id) where state = 'received';
create index mail_received_line on mail_received (from_address, id) where state = 'received';
create index mail_received_same on mail_received (sha256);
create index mail_received_message_id on mail_received (message_id) where message_id is not null;
create index mail_received_outcome on mail_received (outcome, id);
create index mail_received_related on mail_received (related_to) where related_to is not null;

-- Mailboxes that are fetched from; one process at a time holds each.
create table mail_mailboxes (
  id text primary key,
  uid_validity bigint,
  last_uid bigint not null default 0,
  archive_below bigint not null default 0,
  first_seen_at timestamptz not null,
  lease_holder uuid,
  lease_until timestamptz,
  last_ok_at timestamptz,
  last_error text,
  last_error_at timestamptz
);
comment on column mail_mailboxes.archive_below is 'messages with a lower uid were there before the desk came: they are filed, nothing is answered';
