-- Proof that the product itself wrote an event. The chain shows that nothing changed after sealing; this shows that nobody
-- slipped a row in before it.
alter table event_log add column mac bytea;
