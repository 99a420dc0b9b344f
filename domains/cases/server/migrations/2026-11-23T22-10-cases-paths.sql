-- The way that each case took, for who may read it: every stay with when it began and ended (R1.2-1: stage times are stored).
create view cases_paths as
  select id, number, state, open, stages, requester_type, requester_id, customer_id, unit_id, handler_id, first_owner_id, service_line, level, round, breached, next_due_at, next_due_breached, next_due_warned_at, created_at,
    not (problem_class is distinct from 'data-security') as restricted
  from cases;
