-- Search inside conversations, restricted records found by those who may read them, and marks that lead the index to what is new and in reach
-- (docs/adr/0007-search-bigrams.md, text/marks.ts).
alter table search_documents add column clearance text, add column cleared uuid;
comment on column search_documents.clearance is 'permission that must reach the row as well before anything but the number is shown (§3.1-3)';
comment on column search_documents.cleared is 'whose own record it is: reads it without the clearance';

/* Parts of a record that come one after the other and never change, such as messages: their place and rights are those of the document they belong to. */
create table search_passages (
  kind text not null,
  id uuid not null,
  of_kind text not null,
  of_id text not null,
  at timestamptz not null,
  permission text not null,
  internal boolean not null,
  body text not null,
  tokens tsvector not null,
  length integer not null,
  indexed_at timestamptz not null,
  primary key (kind, id)
);
create index search_passages_tokens on search_passages using gin (tokens);
create index search_passages_recent on search_passages (at desc);
create index search_passages_of on search_passages (of_kind, of_id);
comment on column search_passages.permission is 'must reach the record, beside what the record itself asks for';
comment on column search_passages.internal is 'not for whose own record it is';
comment on column search_passages.length is 'number of tokens, repetitions included; for ranking';
comment on column search_passages.indexed_at is 'wall time';

/* What is there already gets its marks; texts are not cut anew. */
update search_documents d set tokens = tokens || m.marks, title_tokens = title_tokens || m.marks
  from (select kind, id, array_to_tsvector(array['~d' || day, '~e' || (day >> 3), '~f' || (day >> 6), '~g' || (day >> 9), '~k' || permission] || array_remove(array['~u' || unit_id, '~c' || customer_id], null)
      || array(select distinct '~p' || p from unnest(people) p)) as marks
    from (select *, floor(extract(epoch from at) / 86400)::bigint as day from search_documents) s) m
  where m.kind = d.kind and m.id = d.id;
