-- Reading the log by time and by kind of fact.
create index event_log_at on event_log (at, seq);
create index event_log_name on event_log (name text_pattern_ops, at, seq);
