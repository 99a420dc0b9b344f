-- Mail to addresses that can never exist (RFC 6761 `.invalid`: the demo company) is kept as it would have read, and never leaves.
alter table mail_outbox drop constraint mail_outbox_state_check;
alter table mail_outbox add constraint mail_outbox_state_check check (state in ('queued', 'sending', 'sent', 'failed', 'cancelled', 'bounced', 'suppressed'));
