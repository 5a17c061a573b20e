-- Where the early-warning rules draw their lines, every version that somebody saved. The newest one counts
-- from the next run on, before `waymark.yml`. A version is never changed or taken away: to go back is a new one.
create table ledger.threshold_version (
  tenant_id            text not null,
  version              integer not null check (version >= 1),
  thresholds           jsonb not null check (jsonb_typeof(thresholds) = 'object'),
  note                 text not null check (length(note) between 1 and 500),
  changed_by           text not null references ledger.person,
  changed_at           timestamptz not null default now(),
  flagged_share_before double precision check (flagged_share_before between 0 and 1),
  flagged_share_after  double precision check (flagged_share_after between 0 and 1),
  primary key (tenant_id, version)
);
comment on table ledger.threshold_version is 'Thresholds of the early-warning rules, as people saved them; append-only';
comment on column ledger.threshold_version.flagged_share_before is 'Share of students with any flag in the run that was up; null when it could not be counted';
comment on column ledger.threshold_version.flagged_share_after is 'The same with these thresholds, by the what-if';

alter table ledger.threshold_version enable row level security;
grant select on ledger.threshold_version to waymark_web, waymark_narrow, waymark_reader;
create policy visible on ledger.threshold_version for select to waymark_web, waymark_narrow, waymark_reader
  using (tenant_id = (select access.tenant()) and (select access.is_district()));

-- The time is the server's own. Two people cannot save on top of the same version: the key refuses the second.
grant insert (tenant_id, version, thresholds, note, changed_by, flagged_share_before, flagged_share_after)
  on ledger.threshold_version to waymark_web;
create policy decided on ledger.threshold_version for insert to waymark_web
  with check (tenant_id = (select access.tenant()) and (select access.is_district())
              and changed_by = (select access.person_id()));

-- Filters of the list of students that a person keeps under a name. Nobody else sees them.
create table ledger.saved_filter (
  person_id text not null references ledger.person on delete cascade,
  tenant_id text not null,
  name      text not null check (length(name) between 1 and 60),
  query     text not null check (length(query) <= 1000),
  saved_at  timestamptz not null default now(),
  primary key (person_id, name)
);
comment on column ledger.saved_filter.query is 'The part of the address behind the question mark, as the list itself writes it';

alter table ledger.saved_filter enable row level security;
grant select, delete on ledger.saved_filter to waymark_web, waymark_narrow;
grant insert (person_id, tenant_id, name, query) on ledger.saved_filter to waymark_web, waymark_narrow;
grant update (query, saved_at) on ledger.saved_filter to waymark_web, waymark_narrow;
create policy own on ledger.saved_filter for all to waymark_web, waymark_narrow
  using (person_id = (select access.person_id()))
  with check (person_id = (select access.person_id()) and tenant_id = (select access.tenant()));
