-- What the dispatch board, the regional cockpit and the report of open loops may join: open work with its deadlines, and how cases ended.
create view cases_work as
  select id, number, state, open, rank, level, service_line, problem_class, requester_id, customer_id, unit_id, handler_id, first_owner_id, asked_id, created_at, updated_at, round, breached,
    next_due_at, next_due_breached, next_due_warned_at, responded_at, resolved_at, closed_at, archived_at, reopened_at, waiting_until, recurrence_of, merged_into, classified_at,
    (response ->> 'expectedAt')::timestamptz as promised_at, (stages -> -1 ->> 'enteredAt')::timestamptz as state_since,
    exists (select 1 from cases_transfers t where t.case_id = cases.id and t.kind <> 'consult' and t.state = 'accepted') as handed_over,
    exists (select 1 from cases_ratings r where r.case_id = cases.id) as rated
  from cases;
-- Figures of a period: without these every cockpit would read all cases there ever were. Cases come in the order of time, so the first costs intake next to nothing.
create index cases_by_opening on cases using brin (created_at) with (pages_per_range = 32);
create index cases_by_resolution on cases (resolved_at) where resolved_at is not null;
-- Who declined to take a case over: not asked again by a rule.
create view cases_declines as select case_id, to_id as person_id, answered_at from cases_transfers where state = 'declined' and kind <> 'consult';
