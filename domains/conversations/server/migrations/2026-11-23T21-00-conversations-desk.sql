-- What the desk does with messages beside keeping them: read marks, mentions, messages that wait, templates, macros, and talks with third parties.
create table conversations_reads (
  message_id uuid primary key references conversations_messages on delete cascade,
  reader_id uuid not null,
  reader_name text not null,
  at timestamptz not null
);
comment on table conversations_reads is 'the first time that somebody of the requester''s side opened a message of ours in the portal';

create table conversations_mentions (
  message_id uuid not null references conversations_messages on delete cascade,
  account_id uuid not null,
  name text not null,
  primary key (message_id, account_id)
);
create index conversations_mentions_of_person on conversations_mentions (account_id, message_id);

create table conversations_waiting (
  id uuid primary key,
  case_id uuid not null references cases (id) on delete cascade,
  author_id uuid not null,
  author_name text not null,
  kind text not null check (kind in ('undo', 'scheduled')),
  message jsonb not null,
  follow jsonb not null default '{}',
  send_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'cancelled', 'failed')),
  problem text,
  message_id uuid,
  macro_id uuid,
  version integer not null default 1,
  created_at timestamptz not null,
  ended_at timestamptz
);
comment on table conversations_waiting is 'messages that have not been said yet: the seconds in which sending can be undone, and scheduled ones';
comment on column conversations_waiting.send_at is 'undo: wall time; scheduled: business time';
comment on column conversations_waiting.follow is 'what happens to the case in the transaction that sends: set, note, transition';
create index conversations_waiting_due on conversations_waiting (send_at) where state = 'waiting' and kind = 'undo';
create index conversations_waiting_of_case on conversations_waiting (case_id, created_at);

create table conversations_templates (
  id uuid primary key,
  name_zh text not null,
  name_en text not null,
  body_zh text not null,
  body_en text not null,
  unit_id uuid,
  state text not null check (state in ('draft', 'approved', 'retired')),
  version integer not null default 1,
  edited_by uuid not null,
  edited_by_name text not null,
  edited_at timestamptz not null,
  approved_version integer,
  approved_by uuid,
  approved_by_name text,
  approved_at timestamptz,
  approved_body_zh text,
  approved_body_en text
);
comment on column conversations_templates.unit_id is 'null: for every unit; otherwise for this unit and those below';
comment on column conversations_templates.approved_body_zh is 'what replies use until the next version is approved';
create table conversations_template_versions (
  template_id uuid not null references conversations_templates on delete cascade,
  version integer not null,
  name_zh text not null, name_en text not null, body_zh text not null, body_en text not null,
  by_id uuid not null, by_name text not null, at timestamptz not null,
  primary key (template_id, version)
);

create table conversations_macros (
  id uuid primary key,
  name_zh text not null,
  name_en text not null,
  steps jsonb not null,
  unit_id uuid,
  active boolean not null default true,
  version integer not null default 1,
  edited_by uuid not null,
  edited_by_name text not null,
  edited_at timestamptz not null
);
create table conversations_macro_runs (
  id uuid primary key,
  macro_id uuid not null references conversations_macros,
  macro_version integer not null,
  case_id uuid not null references cases (id) on delete cascade,
  by_id uuid not null,
  by_name text not null,
  at timestamptz not null,
  changed jsonb not null,
  message_id uuid,
  note_id uuid,
  undone_at timestamptz
);
comment on column conversations_macro_runs.changed is 'fields with their values before and after; undo sets back those that are still as the macro left them';
create index conversations_macro_runs_of_case on conversations_macro_runs (case_id, at);

create table conversations_side (
  id uuid primary key,
  case_id uuid not null,
  party text not null check (party in ('department', 'vendor', 'other')),
  party_name text not null,
  addresses text[] not null,
  subject text not null,
  token text not null unique,
  state text not null check (state in ('open', 'closed')),
  opened_by uuid not null,
  opened_by_name text not null,
  opened_at timestamptz not null,
  last_at timestamptz not null,
  waits_for_them boolean not null default true,
  version integer not null default 1
);
comment on table conversations_side is 'talks of staff with partner departments and vendors about a case; the requester never sees them';
create index conversations_side_of_case on conversations_side (case_id, opened_at);
create table conversations_side_messages (
  id uuid primary key,
  side_id uuid not null references conversations_side on delete cascade,
  at timestamptz not null,
  direction text not null check (direction in ('in', 'out')),
  automatic boolean not null default false,
  author_id uuid,
  from_name text not null,
  from_address text,
  known_sender boolean not null default true,
  body text not null,
  quoted text,
  html text,
  message_id text,
  mail_id uuid,
  received_id uuid
);
comment on column conversations_side_messages.known_sender is 'false: answered from an address that was not written to';
create index conversations_side_messages_of_side on conversations_side_messages (side_id, at, id);
create unique index conversations_side_messages_received on conversations_side_messages (received_id) where received_id is not null;
create index conversations_side_messages_known on conversations_side_messages (message_id) where message_id is not null;
create index conversations_side_messages_age on conversations_side_messages (at, id);
create table conversations_side_files (
  message_id uuid not null references conversations_side_messages on delete cascade,
  file_id uuid not null references files (id),
  position integer not null,
  inline boolean not null default false,
  primary key (message_id, position)
);

/* Said to a third party is said too (R5.1-6). */
create function conversations_keep_side_words() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - 'mail_id') is distinct from (to_jsonb(old) - 'mail_id') then
    raise exception 'a message is never changed; add a correction';
  end if;
  return new;
end $$;
create trigger conversations_keep_side_words before update on conversations_side_messages for each row execute function conversations_keep_side_words();
