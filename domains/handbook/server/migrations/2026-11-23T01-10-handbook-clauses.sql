-- The clause register. What carries a clause out follows from the product itself and is not kept here.
create table handbook_clauses (
  number text primary key,
  position integer not null,
  kind text not null check (kind in ('chapter', 'section', 'clause')),
  parent text references handbook_clauses (number),
  title_zh text not null,
  title_en text not null,
  other_titles jsonb not null default '[]',
  summary_zh text not null,
  summary_en text not null,
  owner_role text not null,
  text_missing boolean not null default false,
  body text,
  edited text[] not null default '{}',
  version integer not null default 1,
  updated_at timestamptz not null,
  check ((kind = 'chapter') = (parent is null))
);
comment on column handbook_clauses.edited is 'fields that a person changed; the seed leaves them alone';
comment on column handbook_clauses.text_missing is 'the handbook has only the title of this part';
