-- What falls due soon is looked for among what is not late yet: a desk that is behind has tens of thousands of late cases.
create index cases_due_soon on cases (next_due_at, id) where open and next_due_at < 'infinity' and not next_due_breached;
drop index cases_due;
