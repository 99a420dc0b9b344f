-- Messages for a case that had been merged stand on the case that it was merged into; when the merge is undone they go where they were addressed.
create table conversations_addressed (
  message_id uuid primary key references conversations_messages on delete cascade,
  case_id uuid not null
);
create index conversations_addressed_case on conversations_addressed (case_id);
comment on column conversations_addressed.case_id is 'the merged case that the message was written to';
