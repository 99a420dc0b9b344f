-- The transaction below which nothing of this database is still open: events up to there can be read on without missing one
-- that commits late. pg_snapshot_xmin would do too, but it waits for long transactions in every other database of the server.
-- The upper bound is taken first: whoever gets a transaction id after that lies above it, whoever had one is in the list or has ended.
-- To be called in a statement before the one that reads: that one must have a newer snapshot.
create function event_horizon() returns xid8 language plpgsql volatile as $$
declare
  top bigint := pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
  low bigint;
begin
  -- backend_xid has 32 bits; the distance to the bound gives back the rest.
  select max((top - backend_xid::text::bigint) & 4294967295) into low
    from pg_stat_activity
    where datname = current_database() and backend_xid is not null and pid <> pg_backend_pid()
      and ((top - backend_xid::text::bigint) & 4294967295) < 2147483648;
  return (top - coalesce(low, 0))::text::xid8;
end $$;
