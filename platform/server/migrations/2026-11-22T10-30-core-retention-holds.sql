-- Records that must not be removed although they are old enough: disputes, investigations. Here and not in a part, since every
-- domain's purge asks it.
create table retention_holds (
  id uuid primary key,
  subject text not null,
  reason text not null,
  until timestamptz,
  placed_at timestamptz not null,
  placed_by uuid not null,
  placed_by_name text not null,
  released_at timestamptz,
  released_by_name text,
  release_reason text
);
create index retention_holds_open on retention_holds (subject) where released_at is null;
create index retention_holds_order on retention_holds (placed_at, id);

-- For the `where` of a purge: `... and not retention_held('case:' || id, $now)`.
create function retention_held(about text, at timestamptz) returns boolean language sql stable as
  $$ select exists (select 1 from retention_holds where subject = about and released_at is null and (until is null or until > at)) $$;
