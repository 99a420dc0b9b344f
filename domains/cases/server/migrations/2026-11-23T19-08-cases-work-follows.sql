-- A case that takes up an ended one is the same matter again.
create or replace view cases_work as
  select id, number, state, open, rank, level, service_line, problem_class, requester_id, customer_id, unit_id, handler_id, first_owner_id, asked_id, created_at, updated_at, round, breached,
    next_due_at, next_due_breached, next_due_warned_at, responded_at, resolved_at, closed_at, archived_at, reopened_at, waiting_until, recurrence_of, merged_into, classified_at,
    (response ->> 'expectedAt')::timestamptz as promised_at, (stages -> -1 ->> 'enteredAt')::timestamptz as state_since,
    exists (select 1 from cases_transfers t where t.case_id = cases.id and t.kind <> 'consult' and t.state = 'accepted') as handed_over,
    exists (select 1 from cases_ratings r where r.case_id = cases.id) as rated,
    exists (select 1 from cases_links l where l.case_id = cases.id and l.kind = 'follows') as follows
  from cases;
