-- What others may join: escalations that came to a unit, and when they were taken up.
create view sla_escalations_made as select id, record_id, record_kind, to_unit, at, acknowledged_at from sla_escalations;
