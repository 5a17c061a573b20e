-- What people and the product write (ledger), who may see what (access), what a run publishes (analytics).

create schema if not exists ledger;
create schema if not exists access;
create schema if not exists analytics;
create schema if not exists analytics_part;

do $$
begin
  if not exists (select 1 from pg_roles where rolname = 'waymark_reader') then
    create role waymark_reader nologin;
  end if;
  if not exists (select 1 from pg_roles where rolname = 'waymark_web') then
    create role waymark_web login;
  end if;
end
$$;

create table ledger.person (
  person_id text primary key,
  tenant_id text not null,
  email text not null unique check (email = lower(email)),
  display_name text not null,
  password_hash text not null,
  role text not null check (role in ('district', 'school', 'teacher')),
  staff_source_id text,
  database_role text unique,
  is_active boolean not null default true,
  created_at timestamptz not null default now()
);

create table ledger.grant_scope (
  person_id text not null references ledger.person on delete cascade,
  tenant_id text not null,
  scope text not null check (scope in ('district', 'school', 'section_of_staff')),
  school_id bigint,
  staff_id bigint,
  starts_on date,
  ends_on date,
  check ((scope = 'school') = (school_id is not null)),
  check ((scope = 'section_of_staff') = (staff_id is not null))
);
create index grant_scope_person on ledger.grant_scope (person_id);

create table ledger.run (
  run_id text primary key,
  tenant_id text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  published_at timestamptz,
  as_of_on date,
  status text not null check (status in ('running', 'published', 'refused', 'failed')),
  reason text,
  seconds double precision,
  source text,
  rows_in bigint,
  summary jsonb
);
create index run_tenant on ledger.run (tenant_id, started_at desc);

create table ledger.run_file (
  run_id text not null references ledger.run on delete cascade,
  tenant_id text not null,
  file_key int not null,
  path text not null,
  sha256 text,
  source text,
  layout text,
  entity text,
  bytes bigint,
  arrived_at timestamptz,
  rows_in bigint not null,
  loaded bigint not null,
  duplicate bigint not null,
  superseded bigint not null,
  quarantined bigint not null,
  status text not null,
  note text,
  primary key (run_id, file_key)
);

create table ledger.run_check (
  run_id text not null references ledger.run on delete cascade,
  tenant_id text not null,
  check_id text not null,
  title text not null,
  severity text not null check (severity in ('error', 'warn', 'info')),
  failed bigint not null,
  of bigint not null,
  advice text,
  sample jsonb,
  primary key (run_id, check_id)
);

create table ledger.run_quarantine (
  run_id text not null references ledger.run on delete cascade,
  tenant_id text not null,
  file_key int not null,
  path text not null,
  line bigint,
  column_name text,
  value text,
  reason text not null,
  entity text,
  kind text not null
);
create index run_quarantine_run on ledger.run_quarantine (run_id, file_key, line);

create table ledger.run_unmatched (
  run_id text not null references ledger.run on delete cascade,
  tenant_id text not null,
  source text,
  entity text,
  id_value text not null,
  id_kind text,
  row_count bigint not null,
  nearest text
);
create index run_unmatched_run on ledger.run_unmatched (run_id);

create table ledger.run_readiness (
  run_id text not null references ledger.run on delete cascade,
  tenant_id text not null,
  source text not null,
  colour text not null check (colour in ('green', 'yellow', 'red')),
  reasons jsonb not null,
  rows bigint not null,
  newest_on date,
  primary key (run_id, source)
);

create table ledger.id_link (
  tenant_id text not null,
  id_value text not null,
  student_source_id text,
  decided_by text not null,
  decided_at timestamptz not null default now(),
  primary key (tenant_id, id_value)
);

-- Who is asking. Only the pages' own login may name a person for its transaction; every other login is
-- the person that it belongs to. Nobody named: nobody, so no rows.
create function access.person_id() returns text
language sql stable security definer set search_path = pg_catalog as $$
  select case
    when session_user = 'waymark_web' then nullif(current_setting('waymark.person', true), '')
    else (select p.person_id from ledger.person p where p.database_role = session_user)
  end
$$;

create function access.tenant() returns text
language sql stable security definer set search_path = pg_catalog as $$
  select p.tenant_id from ledger.person p where p.person_id = access.person_id() and p.is_active
$$;

create function access.role() returns text
language sql stable security definer set search_path = pg_catalog as $$
  select p.role from ledger.person p where p.person_id = access.person_id() and p.is_active
$$;

create function access.is_district() returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select 1 from ledger.person p
    join ledger.grant_scope g on g.person_id = p.person_id and g.tenant_id = p.tenant_id
    where p.person_id = access.person_id() and p.is_active and p.role = 'district' and g.scope = 'district'
      and coalesce(g.starts_on, current_date) <= current_date and coalesce(g.ends_on, current_date) >= current_date)
$$;

create function access.school_ids() returns bigint[]
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(g.school_id), '{}'::bigint[]) from ledger.person p
  join ledger.grant_scope g on g.person_id = p.person_id and g.tenant_id = p.tenant_id
  where p.person_id = access.person_id() and p.is_active and g.scope = 'school'
    and coalesce(g.starts_on, current_date) <= current_date and coalesce(g.ends_on, current_date) >= current_date
$$;

create function access.staff_ids() returns bigint[]
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(g.staff_id), '{}'::bigint[]) from ledger.person p
  join ledger.grant_scope g on g.person_id = p.person_id and g.tenant_id = p.tenant_id
  where p.person_id = access.person_id() and p.is_active and g.scope = 'section_of_staff'
    and coalesce(g.starts_on, current_date) <= current_date and coalesce(g.ends_on, current_date) >= current_date
$$;

-- The students that a school leader or a teacher may see today. plpgsql: the published tables may not exist yet.
create function access.visible_students() returns setof bigint
language plpgsql stable security definer set search_path = pg_catalog rows 500 as $$
begin
  if to_regclass('analytics.student_school') is not null and cardinality(access.school_ids()) > 0 then
    return query
      select s.student_id from analytics.student_school s
      where s.tenant_id = access.tenant() and s.school_id = any (access.school_ids());
  end if;
  if to_regclass('analytics.staff_student') is not null and cardinality(access.staff_ids()) > 0 then
    return query
      select s.student_id from analytics.staff_student s
      where s.tenant_id = access.tenant() and s.staff_id = any (access.staff_ids());
  end if;
end
$$;

grant usage on schema ledger, access, analytics to waymark_reader, waymark_web;
revoke all on all functions in schema access from public;
grant execute on all functions in schema access to waymark_reader, waymark_web;

-- The ledger is closed by the same rule. The pages read accounts only through functions of their own.
alter table ledger.person enable row level security;
alter table ledger.grant_scope enable row level security;
alter table ledger.run enable row level security;
alter table ledger.run_file enable row level security;
alter table ledger.run_check enable row level security;
alter table ledger.run_quarantine enable row level security;
alter table ledger.run_unmatched enable row level security;
alter table ledger.run_readiness enable row level security;
alter table ledger.id_link enable row level security;

create policy visible on ledger.person for select to waymark_web, waymark_reader
  using (person_id = (select access.person_id()));
create policy visible on ledger.grant_scope for select to waymark_web, waymark_reader
  using (person_id = (select access.person_id()));
create policy visible on ledger.run for select to waymark_web, waymark_reader
  using (tenant_id = (select access.tenant()));
create policy visible on ledger.run_readiness for select to waymark_web, waymark_reader
  using (tenant_id = (select access.tenant()));
create policy visible on ledger.run_file for select to waymark_web, waymark_reader
  using (tenant_id = (select access.tenant()) and (select access.is_district()));
create policy visible on ledger.run_check for select to waymark_web, waymark_reader
  using (tenant_id = (select access.tenant()) and (select access.is_district()));
create policy visible on ledger.run_quarantine for select to waymark_web, waymark_reader
  using (tenant_id = (select access.tenant()) and (select access.is_district()));
create policy visible on ledger.run_unmatched for select to waymark_web, waymark_reader
  using (tenant_id = (select access.tenant()) and (select access.is_district()));
create policy visible on ledger.id_link for select to waymark_web
  using (tenant_id = (select access.tenant()) and (select access.is_district()));
create policy decide on ledger.id_link for insert to waymark_web
  with check (tenant_id = (select access.tenant()) and (select access.is_district()) and decided_by = (select access.person_id()));
create policy redecide on ledger.id_link for update to waymark_web
  using (tenant_id = (select access.tenant()) and (select access.is_district()))
  with check (tenant_id = (select access.tenant()) and (select access.is_district()) and decided_by = (select access.person_id()));

grant select (person_id, tenant_id, email, display_name, role, staff_source_id, is_active) on ledger.person to waymark_web, waymark_reader;
grant select on ledger.grant_scope to waymark_web, waymark_reader;
grant select on ledger.run, ledger.run_file, ledger.run_check, ledger.run_quarantine, ledger.run_unmatched, ledger.run_readiness
  to waymark_web, waymark_reader;
grant select, insert, update on ledger.id_link to waymark_web;

-- Sign-in reads one account by its address before anybody is known; nothing else may read a password hash.
create function access.account(wanted text) returns table (person_id text, tenant_id text, display_name text, password_hash text, role text)
language sql stable security definer set search_path = pg_catalog as $$
  select p.person_id, p.tenant_id, p.display_name, p.password_hash, p.role
  from ledger.person p where lower(p.email) = lower(wanted) and p.is_active
$$;
revoke all on function access.account(text) from public;
grant execute on function access.account(text) to waymark_web;
