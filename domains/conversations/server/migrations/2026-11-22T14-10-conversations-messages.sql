-- Every communication about a case, and by which names its mails are known.
create table conversations_messages (
  id uuid primary key,
  case_id uuid not null,
  at timestamptz not null,
  channel text not null,
  direction text not null check (direction in ('in', 'out', 'internal')),
  visibility text not null check (visibility in ('public', 'internal')),
  automatic boolean not null default false,
  author_id uuid,
  from_name text not null,
  from_address text,
  answer_to text,
  recipients jsonb not null default '[]',
  cc jsonb not null default '[]',
  subject text,
  subject_key text,
  body text not null,
  quoted text,
  html text,
  message_id text,
  in_reply_to text,
  owner text,
  next_step text,
  expected_at timestamptz,
  initial_solution boolean not null default false,
  customer_feedback text,
  follow_up text,
  corrects uuid,
  joined_by text,
  received_id uuid,
  mail_id uuid,
  check (channel not in ('phone', 'on-site') or direction <> 'out' or follow_up is not null)
);
comment on column conversations_messages.case_id is 'no foreign key: a communication is kept for its own time (§5.1-4), even when its case is removed before';
comment on column conversations_messages.at is 'business time; of a mail: when it was received';
comment on column conversations_messages.answer_to is 'address that an answer goes to: Reply-To, else From';
comment on column conversations_messages.subject_key is 'subject without Re:, Fwd:, our number and white space, in lower case: finds the second mail on the same matter';
create index conversations_messages_of_case on conversations_messages (case_id, at, id);
create index conversations_messages_matter on conversations_messages (from_address, subject_key, at desc) where direction = 'in' and subject_key <> '';
create index conversations_messages_age on conversations_messages (at, id);
create index conversations_messages_acknowledged on conversations_messages (answer_to, at) where automatic and direction = 'out';
create index conversations_messages_corrected on conversations_messages (corrects) where corrects is not null;
create unique index conversations_messages_received on conversations_messages (received_id) where received_id is not null;

/* What was said stays said (R5.1-6): a message may be moved to the case where it belongs, or purged after its time, never rewritten. */
create function conversations_keep_words() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - 'case_id' - 'joined_by' - 'mail_id') is distinct from (to_jsonb(old) - 'case_id' - 'joined_by' - 'mail_id') then
    raise exception 'a message is never changed; add a correction';
  end if;
  return new;
end $$;
create trigger conversations_keep_words before update on conversations_messages for each row execute function conversations_keep_words();

create table conversations_attachments (
  message_id uuid not null references conversations_messages on delete cascade,
  file_id uuid not null references files (id),
  position integer not null,
  inline boolean not null default false,
  primary key (message_id, position)
);
create index conversations_attachments_of_file on conversations_attachments (file_id);

create table conversations_refs (
  ref text not null,
  message_id uuid not null references conversations_messages on delete cascade,
  primary key (ref, message_id)
);
comment on table conversations_refs is 'Message-IDs (without brackets) by which mails of a case are known, ours and theirs';

create table conversations_tokens (
  case_id uuid primary key references cases (id) on delete cascade,
  token text not null unique
);
comment on table conversations_tokens is 'secret part of the reply address of a case (support+<token>@...)';
