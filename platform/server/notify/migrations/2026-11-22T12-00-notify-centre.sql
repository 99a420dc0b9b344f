-- What people were told, by which way, and how they want to be told (RX-16).
create table notify_notifications (
  id uuid primary key,
  account_id uuid not null references access_accounts (id) on delete cascade,
  name text not null,
  params jsonb not null,
  subject text,
  url text,
  urgent boolean not null,
  shown boolean not null,
  dedupe_key text,
  created_at timestamptz not null,
  read_at timestamptz
);
create unique index notify_notifications_once on notify_notifications (account_id, dedupe_key) where dedupe_key is not null;
create index notify_notifications_list on notify_notifications (account_id, id desc) where shown;
create index notify_notifications_unread on notify_notifications (account_id, id desc) where shown and read_at is null;
create index notify_notifications_age on notify_notifications (created_at);
comment on column notify_notifications.shown is 'false: the person turned the product itself off for this kind and only gets mail';
comment on column notify_notifications.params is 'values for the texts notify.<name>.title and .body, in the language of the reader at the time of reading';

create table notify_deliveries (
  id uuid primary key,
  notification_id uuid not null references notify_notifications (id) on delete cascade,
  account_id uuid not null,
  name text not null,
  channel text not null check (channel in ('in-app', 'mail')),
  state text not null check (state in ('waiting', 'queued', 'sent', 'failed', 'dropped')),
  reason text check (reason in ('quiet-hours', 'grouped', 'no-address', 'disabled')),
  urgent boolean not null,
  due_at timestamptz not null,
  at timestamptz not null,
  mail_id uuid,
  queued_at timestamptz,
  error text
);
create index notify_deliveries_due on notify_deliveries (due_at) where state = 'waiting';
create index notify_deliveries_mail on notify_deliveries (mail_id) where mail_id is not null;
create index notify_deliveries_list on notify_deliveries (account_id, id desc);
create index notify_deliveries_recent on notify_deliveries (account_id, name, queued_at) where channel = 'mail' and mail_id is not null;
create index notify_deliveries_notification on notify_deliveries (notification_id);
comment on column notify_deliveries.queued_at is 'business time at which its mail was handed to the outbox';
comment on column notify_deliveries.at is 'business time of the last change of state';

create table notify_preferences (
  account_id uuid not null references access_accounts (id) on delete cascade,
  name text not null,
  channels text[] not null,
  primary key (account_id, name)
);
create table notify_quiet_hours (
  account_id uuid primary key references access_accounts (id) on delete cascade,
  from_minute integer not null check (from_minute between 0 and 1439),
  to_minute integer not null check (to_minute between 0 and 1439)
);
comment on table notify_quiet_hours is 'minutes of the day in Asia/Shanghai; from later than to spans midnight';
