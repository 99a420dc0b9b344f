-- The newest case of the same kind, for the mark of a recurrence. Opening a case asks for it every time, by a prepared plan that may have been made while the table was
-- still small: without these settings it would go on reading the whole table until the next ANALYZE, and intake would slow down with every case.
create function cases_earlier_of_customer(who uuid, class text, since timestamptz) returns uuid language plpgsql stable set enable_seqscan = off set enable_bitmapscan = off as $$
begin
  return (select id from cases where customer_id = who and problem_class = class and created_at >= since and state not in ('merged', 'cancelled') order by id desc limit 1);
end
$$;
create function cases_earlier_of_requester(who uuid, class text, since timestamptz) returns uuid language plpgsql stable set enable_seqscan = off set enable_bitmapscan = off as $$
begin
  return (select id from cases where requester_id = who and problem_class = class and created_at >= since and state not in ('merged', 'cancelled') order by id desc limit 1);
end
$$;
create function cases_earlier_of_asset(who uuid, class text, since timestamptz) returns uuid language plpgsql stable set enable_seqscan = off set enable_bitmapscan = off as $$
begin
  return (select id from cases where asset_id = who and problem_class = class and created_at >= since and state not in ('merged', 'cancelled') order by id desc limit 1);
end
$$;
create function cases_number_of(case_id uuid) returns text language plpgsql stable set enable_seqscan = off set enable_bitmapscan = off as $$
begin
  return (select number from cases where id = case_id);
end
$$;
