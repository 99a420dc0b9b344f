-- Alarms about mail, what guards what leaves, what comes by hooks, the look at a mailbox before it is read, and the daily count.
create table mail_alarms (
  id uuid primary key,
  kind text not null check (kind in ('loop', 'silence', 'difference', 'blast', 'mailbox')),
  about text not null,
  hour timestamptz not null,
  at timestamptz not null,
  detail jsonb not null,
  unique (kind, about, hour)
);
comment on column mail_alarms.hour is 'wall time; the same alarm is raised once within it';

alter table mail_outbox drop constraint mail_outbox_state_check;
alter table mail_outbox add constraint mail_outbox_state_check check (state in ('queued', 'sending', 'sent', 'failed', 'cancelled', 'bounced', 'suppressed', 'held'));
alter table mail_outbox add column domain text;
comment on column mail_outbox.domain is 'of the first recipient: servers of the other side count by it';
update mail_outbox set domain = lower(split_part(recipients[1], '@', 2));
create index mail_outbox_recent on mail_outbox (queued_at) where automatic;

alter table mail_received add column format text not null default 'mime' check (format in ('mime', 'im', 'alertmanager', 'zabbix', 'nagios', 'generic'));
alter table mail_received add column external_id text;
alter table mail_received add column thread_index text;
comment on column mail_received.thread_index is 'how Outlook groups the conversation, as it stands in the header';
comment on column mail_received.format is 'how the stored bytes are read';
comment on column mail_received.external_id is 'the name that the sender of a hook gave to this very delivery; a repetition is the same row';
create unique index mail_received_external on mail_received (mailbox, external_id) where external_id is not null;
create index mail_received_sender on mail_received (from_address, stored_at) where outcome = 'cased';
create index mail_received_stored on mail_received (stored_at);

alter table mail_mailboxes add column preview jsonb;
alter table mail_mailboxes add column released_at timestamptz;
comment on column mail_mailboxes.preview is 'what was there at the first connection; while released_at is null nothing is fetched, marked or answered';
update mail_mailboxes set released_at = first_seen_at;

create table mail_reconciliations (
  id uuid primary key,
  at timestamptz not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  received integer not null,
  outcomes jsonb not null,
  waiting integer not null,
  differences jsonb not null
);
comment on table mail_reconciliations is 'daily count of received messages against outcomes; differences name what does not add up';
create index mail_reconciliations_newest on mail_reconciliations (until_at desc);
