-- Bytes are sealed on the disk; the row says with which version of the key, so that a rotation finds what is left to do.
alter table files_blobs add column key_version integer;
comment on column files_blobs.key_version is 'version of the key that the bytes are sealed with; null: plain, from before files were sealed';
create index files_blobs_by_key on files_blobs (key_version, sha256);
