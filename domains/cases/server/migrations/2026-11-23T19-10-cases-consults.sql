-- A consultation is a question with an answer that is kept; it may go to a unit. A handover carries a note: what was done, what comes next, what was promised (§1.2, §5.2-1).
alter table cases_transfers add column answer text, add column to_unit_id uuid, add column note text;
comment on column cases_transfers.answer is 'what the colleague who was consulted said';
comment on column cases_transfers.to_unit_id is 'a consultation that went to a unit: whoever works there may answer';
