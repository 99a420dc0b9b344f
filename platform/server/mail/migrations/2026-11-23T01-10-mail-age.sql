-- The purge looks for the oldest mail.
create index mail_received_age on mail_received (received_at, id);
create index mail_outbox_age on mail_outbox (created_at, id);
