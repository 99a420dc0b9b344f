-- Who had to ask again: the requester wrote, nobody answered, and more than half an hour later the requester wrote once more (§1.2-12). The case itself is the first question.
-- Partitioned by case, so that a look at one case reads its own messages only.
create view conversations_asked_again as
  select case_id, at from (
    select m.case_id, m.at, m.direction, coalesce(lag(m.direction) over w, 'in') as before, coalesce(lag(m.at) over w, c.created_at) as before_at
    from conversations_messages m join cases_summary c on c.id = m.case_id
    where m.visibility = 'public' and not m.automatic
    window w as (partition by m.case_id order by m.at, m.id)) turns
  where direction = 'in' and before = 'in' and at - before_at > interval '30 minutes';
