-- Who looks at a record right now. Worthless after a crash, so it is not written to the log.
create unlogged table live_presence (
  topic text not null,
  connection_id uuid not null,
  account_id uuid not null,
  name text not null,
  state text not null check (state in ('viewing', 'typing')),
  seen_at timestamptz not null,
  primary key (topic, connection_id)
);
create index live_presence_age on live_presence (seen_at);

create table live_drafts (
  account_id uuid not null,
  key text not null,
  content jsonb not null,
  version integer not null default 1,
  updated_at timestamptz not null,
  primary key (account_id, key)
);
create index live_drafts_age on live_drafts (updated_at);
comment on table live_drafts is 'texts not sent yet, so that a closed tab or another device loses nothing';
