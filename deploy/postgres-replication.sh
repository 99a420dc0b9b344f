#!/bin/bash
# First start of db1: the account of the standby, who may copy from here, and whom to wait for. A database that is there already: run it by hand.
set -e
psql -v ON_ERROR_STOP=1 -v password="$REPLICATION_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
create role replication with replication login password :'password';
-- In force from the next start or reload on: the server that only prepares itself has nobody to wait for yet.
alter system set synchronous_standby_names = 'standby';
SQL
echo 'host replication replication all scram-sha-256' >> "$PGDATA/pg_hba.conf"
