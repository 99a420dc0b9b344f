-- Merging is a view: the absorbed case keeps its rows, and what it was before is kept with the merge, so that it can be undone at any time.
create table cases_merges (
  id uuid primary key,
  absorbed_id uuid not null references cases (id) on delete cascade,
  survivor_id uuid not null references cases (id) on delete cascade,
  merged_at timestamptz not null,
  merged_by uuid not null,
  merged_by_name text not null,
  reason text,
  before jsonb not null,
  offers uuid[] not null,
  undone_at timestamptz,
  undone_by uuid,
  undone_by_name text,
  undo_reason text,
  check (absorbed_id <> survivor_id)
);
create unique index cases_merges_active on cases_merges (absorbed_id) where undone_at is null;
create index cases_merges_of_survivor on cases_merges (survivor_id);
comment on column cases_merges.before is 'what the merge changed on the row of the absorbed case, as it was';
comment on column cases_merges.offers is 'offers of a handover that the merge withdrew';
create index cases_merged_into on cases (merged_into) where merged_into is not null;

alter table cases_links drop constraint cases_links_kind_check;
alter table cases_links add constraint cases_links_kind_check check (kind in ('parent', 'related', 'merged', 'follows', 'duplicate', 'caused-by', 'split-from'));
comment on column cases_links.kind is 'what other_id is to case_id: its parent, related, the case it was merged into, the case it follows, what it doubles, what caused it, what it was split from';
