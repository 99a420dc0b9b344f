-- Case records (five parts, §3.4) and articles with their versions (§4.3).
create table knowledge_case_records (
  case_id uuid primary key,
  number text not null,
  title text not null,
  state text not null check (state in ('draft', 'complete', 'archived')),
  parts jsonb not null,
  missing text[] not null default '{}',
  unit_id uuid,
  customer_id uuid,
  clearance text,
  version integer not null default 1,
  edition integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  archived_at timestamptz
);
comment on column knowledge_case_records.clearance is 'a permission that a reader needs beside knowledge.read; null when none';
comment on column knowledge_case_records.edition is 'how often it was archived; 0 while it never was';
create index knowledge_case_records_by_time on knowledge_case_records (created_at desc, case_id desc);

create table knowledge_case_record_editions (
  case_id uuid not null references knowledge_case_records (case_id) on delete cascade,
  edition integer not null,
  parts jsonb not null,
  archived_at timestamptz not null,
  archived_by uuid not null,
  primary key (case_id, edition)
);

create sequence knowledge_article_numbers;

create table knowledge_articles (
  id uuid primary key,
  number text not null unique,
  state text not null check (state in ('draft', 'published', 'archived')),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  published_major integer,
  published_minor integer,
  check ((published_major is null) = (published_minor is null)),
  check (state <> 'published' or published_major is not null)
);
create index knowledge_articles_by_change on knowledge_articles (updated_at desc, id desc);

/* One row per version; the row without a label is the draft of the next one. */
create table knowledge_article_versions (
  id uuid primary key,
  article_id uuid not null references knowledge_articles (id) on delete cascade,
  major integer,
  minor integer,
  title text not null,
  type text not null check (type in ('product-manual', 'technical-document', 'faq', 'fault-guide')),
  audience text not null check (audience in ('staff', 'public')),
  summary text not null,
  body text not null,
  product text,
  problem_type text,
  keywords text[] not null default '{}',
  change_note text,
  author_id uuid not null,
  author_name text not null,
  reviewer_id uuid,
  reviewer_name text,
  written_at timestamptz not null,
  published_at timestamptz,
  unique nulls not distinct (article_id, major, minor),
  check (reviewer_id is null or reviewer_id <> author_id)
);
comment on column knowledge_article_versions.major is 'null: the draft of the next version';
