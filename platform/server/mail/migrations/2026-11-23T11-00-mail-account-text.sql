-- One-time codes and links of mails whose sending has ended are not kept.
update mail_outbox set text_body = '', html_body = null where kind = 'account' and state not in ('queued', 'sending');
