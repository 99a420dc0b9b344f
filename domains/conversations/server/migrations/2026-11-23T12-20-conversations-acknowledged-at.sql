-- Acknowledgements to everybody within the hour are counted for each one that is written.
create index conversations_messages_acknowledged_at on conversations_messages (at) where automatic and direction = 'out' and answer_to is not null;
