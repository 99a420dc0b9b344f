-- What the search finds: one row per record, as tokens that the application makes (docs/adr/0007-search-bigrams.md).
create table search_documents (
  kind text not null,
  id text not null,
  number text,
  number_key text,
  title text not null,
  body text not null,
  at timestamptz not null,
  url text not null,
  permission text not null,
  audience text not null check (audience in ('staff', 'public')),
  unit_id uuid,
  customer_id uuid,
  people uuid[] not null default '{}',
  tokens tsvector not null,
  title_tokens tsvector not null,
  length integer not null,
  indexed_at timestamptz not null,
  primary key (kind, id)
);
create index search_documents_tokens on search_documents using gin (tokens);
create index search_documents_title on search_documents using gin (title_tokens);
create index search_documents_recent on search_documents (at desc, kind, id);
create index search_documents_number on search_documents (number_key) where number_key is not null;
comment on column search_documents.tokens is 'pairs and single characters of Chinese text, stems of words, codes without separators; without positions';
comment on column search_documents.length is 'number of tokens, repetitions included; for ranking';
comment on column search_documents.indexed_at is 'wall time';
-- How frequent a token is decides how it is looked up; the statistics of the column know the most frequent ones.
alter table search_documents alter column tokens set statistics 1000;

-- Words of Latin letters with their groups of three, to find what a mistyped word was meant to be.
create table search_words (word text primary key, trigrams text[] not null);
create index search_words_trigrams on search_words using gin (trigrams);
