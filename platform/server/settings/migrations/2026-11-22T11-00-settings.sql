-- What administrators changed; a setting without a row has its declared default.
create table settings (
  key text primary key,
  is_set boolean not null,
  value jsonb,
  sealed text,
  version integer not null default 1,
  updated_at timestamptz not null,
  updated_by uuid not null,
  updated_by_name text not null
);
comment on column settings.is_set is 'false: returned to the default; the row keeps the version';
comment on column settings.sealed is 'encrypted value of a secret setting; then value is null';
