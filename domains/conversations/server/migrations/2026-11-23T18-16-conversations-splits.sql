-- What was split off a case, so that it can be put back as it was.
create table conversations_splits (
  to_case uuid primary key references cases (id) on delete cascade,
  from_case uuid not null references cases (id) on delete cascade,
  moved jsonb not null,
  split_at timestamptz not null,
  split_by uuid not null,
  undone_at timestamptz,
  undone_by uuid
);
create index conversations_splits_from on conversations_splits (from_case);
comment on column conversations_splits.moved is 'the messages, each with why it had joined its first case';
