-- Requests in the present minute of those who ask a lot, over all web processes (http/rate-limits.ts). Nothing in it outlives its minute.
create unlogged table http_request_counts (
  minute integer not null,
  key text not null,
  used integer not null,
  primary key (minute, key)
);
