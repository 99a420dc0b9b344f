-- Who is on duty when: rosters of a unit, shifts of the week and of single days, changes of hands, absences, handover notes.
create table org_rosters (
  id uuid primary key,
  unit_id uuid not null references org_units (id),
  name text not null,
  zone text not null,
  state text not null default 'active' check (state in ('active', 'ended')),
  version integer not null default 1,
  created_at timestamptz not null
);
create index org_rosters_unit on org_rosters (unit_id);
comment on column org_rosters.zone is 'IANA zone in which the hours of its shifts are meant';

-- A new week begins on a date and leaves the old rows behind it; a past week is never rewritten.
create table org_shifts (
  id uuid primary key,
  roster_id uuid not null references org_rosters (id),
  weekday smallint check (weekday between 1 and 7),
  on_date date,
  name text,
  from_minute smallint not null check (from_minute between 0 and 1439),
  to_minute smallint not null check (to_minute between 1 and 2879),
  people uuid[] not null default '{}',
  valid_from date not null,
  valid_to date,
  check ((weekday is null) <> (on_date is null)),
  check (to_minute > from_minute and to_minute - from_minute <= 1440),
  check (valid_to is null or valid_to > valid_from)
);
create index org_shifts_roster on org_shifts (roster_id, valid_to);
create index org_shifts_people on org_shifts using gin (people);
comment on column org_shifts.weekday is '1 Monday to 7 Sunday, of the date on which the shift starts; null for a single day';
comment on column org_shifts.to_minute is 'above 1440: ends on the next date';

-- On these dates the week does not hold: only the shifts of the date itself.
create table org_roster_days (
  roster_id uuid not null references org_rosters (id),
  on_date date not null,
  reason text,
  primary key (roster_id, on_date)
);

create table org_shift_swaps (
  id uuid primary key,
  roster_id uuid not null references org_rosters (id),
  shift_id uuid not null references org_shifts (id),
  on_date date not null,
  out_id uuid not null references org_people (id),
  in_id uuid references org_people (id),
  reason text,
  made_by uuid not null,
  at timestamptz not null,
  unique (shift_id, on_date, out_id),
  check (in_id is null or in_id <> out_id)
);
create index org_shift_swaps_roster on org_shift_swaps (roster_id, on_date);
create index org_shift_swaps_in on org_shift_swaps (in_id) where in_id is not null;
comment on column org_shift_swaps.in_id is 'null: the place stays empty';

create table org_absences (
  id uuid primary key,
  person_id uuid not null references org_people (id),
  kind text not null check (kind in ('leave', 'sick', 'training', 'travel', 'other')),
  note text,
  valid_from timestamptz not null,
  valid_to timestamptz not null,
  check (valid_to > valid_from)
);
create index org_absences_person on org_absences (person_id, valid_to);

create table org_handovers (
  id uuid primary key,
  roster_id uuid not null references org_rosters (id),
  shift_id uuid not null references org_shifts (id),
  on_date date not null,
  body text not null,
  author_id uuid not null,
  author_name text not null,
  at timestamptz not null,
  taken_by uuid,
  taken_by_name text,
  taken_at timestamptz,
  version integer not null default 1,
  unique (shift_id, on_date)
);
create index org_handovers_roster on org_handovers (roster_id, on_date);
comment on column org_handovers.taken_by is 'whoever of the next shift read it';
