-- Bytes once per content, and the files that people know by name. The bytes themselves lie below <data>/files.
create table files_blobs (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null,
  stored_at timestamptz not null,
  scan text not null default 'unscanned' check (scan in ('unscanned', 'clean', 'infected')),
  scan_result text,
  scanned_at timestamptz,
  scan_lease_until timestamptz
);
comment on column files_blobs.stored_at is 'wall time; the last time somebody handed in these bytes';
create index files_blobs_to_scan on files_blobs (stored_at) where scan = 'unscanned';

create table files (
  id uuid primary key,
  sha256 text not null references files_blobs,
  name text not null,
  declared_type text not null,
  content_type text not null,
  size bigint not null,
  width integer,
  height integer,
  blocked boolean not null default false,
  subject text not null,
  created_by uuid not null,
  created_at timestamptz not null
);
comment on column files.subject is 'the record that decides who may read it, as kind:id, such as case:<id> or draft:<account>';
comment on column files.content_type is 'what the bytes are, not what the sender said';
comment on column files.blocked is 'of a refused type (came by mail): listed, never handed out';
create index files_by_subject on files (subject, id);
create index files_by_blob on files (sha256);
create index files_drafts on files (created_at) where subject like 'draft:%';
