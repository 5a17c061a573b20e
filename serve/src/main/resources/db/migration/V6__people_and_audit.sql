-- More kinds of people, grants by hand with an end, and the record of who looked at whom.

alter table ledger.person drop constraint person_role_check;
alter table ledger.person add constraint person_role_check check (role in
  ('district', 'school', 'counselor', 'teacher', 'analyst', 'board', 'administrator', 'operator'));

alter table ledger.grant_scope drop constraint grant_scope_scope_check;
alter table ledger.grant_scope drop constraint grant_scope_check1;
alter table ledger.grant_scope
  add column grant_id   bigint generated always as identity primary key,
  add column student_id bigint,
  add column origin     text not null default 'role' check (origin in ('role', 'hand')),
  add column reason     text check (length(reason) between 1 and 300),
  add column granted_by text references ledger.person,
  add column granted_at timestamptz not null default now(),
  add column revoked_at timestamptz,
  add column revoked_by text references ledger.person,
  add constraint grant_scope_scope_check check
    (scope in ('district', 'school', 'section_of_staff', 'caseload_of_staff', 'student')),
  add constraint grant_scope_staff_check check
    ((scope in ('section_of_staff', 'caseload_of_staff')) = (staff_id is not null)),
  add constraint grant_scope_student_check check ((scope = 'student') = (student_id is not null)),
  -- What somebody gives by hand says why, and ends.
  add constraint grant_scope_hand_check check
    (origin = 'role' or (ends_on is not null and reason is not null and granted_by is not null)),
  add constraint grant_scope_not_to_oneself check (granted_by is distinct from person_id);
create index on ledger.grant_scope (tenant_id, scope);

-- Which bond ties an educator to a student: a section taught now, or a counselor's caseload.
alter table analytics.staff_student add column if not exists relation text;

-- The grants of the person that count today (UTC), in the person's own tenant. A board member, a tenant
-- administrator and an operator see no student, whatever somebody granted them.
create or replace function access.grants() returns setof ledger.grant_scope
language plpgsql stable parallel safe security definer rows 2
set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
begin
  return query
    select g.* from ledger.grant_scope g
    join ledger.person p on p.person_id = g.person_id and p.tenant_id = g.tenant_id
    where p.person_id = access.person_id()
      and p.role not in ('board', 'administrator', 'operator')
      and g.revoked_at is null
      and (g.starts_on is null or g.starts_on <= current_date)
      and (g.ends_on is null or g.ends_on >= current_date);
end
$$;

-- The tenant of those who work with its figures: everybody but the board, which gets only the figures that
-- may be public, and the operator, who gets none.
create function access.staff_tenant() returns text
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return (select p.tenant_id from ledger.person p
          where p.person_id = access.person_id() and p.role not in ('board', 'operator'));
end
$$;

-- A leader of the district, who decides about thresholds and models. An analyst sees as much and decides nothing.
create function access.decides() returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return access.is_district() and access.role() = 'district';
end
$$;

create function access.is_administrator() returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce(access.role() = 'administrator', false);
end
$$;

-- The students whom a person sees one by one: taught today, of the caseload, or granted by hand.
create or replace function access.student_ids() returns bigint[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
declare
  tenant constant text := access.tenant();
  teaches bigint[];
  counsels bigint[];
  singly bigint[];
begin
  select coalesce(array_agg(g.staff_id) filter (where g.scope = 'section_of_staff'), '{}'),
         coalesce(array_agg(g.staff_id) filter (where g.scope = 'caseload_of_staff'), '{}'),
         coalesce(array_agg(g.student_id) filter (where g.scope = 'student'), '{}')
  into teaches, counsels, singly
  from access.grants() g;
  if cardinality(teaches) + cardinality(counsels) = 0 then
    return singly;
  end if;
  return coalesce((select array_agg(distinct seen.student_id) from (
                     select t.student_id from analytics.staff_student t
                     where t.tenant_id = tenant and t.staff_id = any (teaches || counsels)
                       and (t.staff_id = any (teaches) and coalesce(t.relation, 'section') = 'section'
                            or t.staff_id = any (counsels) and t.relation = 'caseload')
                     union all select unnest(singly)) seen), '{}');
end
$$;

create function access.sees_student(student bigint) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return exists (select from analytics.dim_students s where s.tenant_id = access.tenant() and s.student_id = student)
    and (access.is_district() or student = any (access.visible_student_ids()));
end
$$;

-- Everybody with an open account who can see a student today, and by which bond; nothing to whoever can't.
-- bond: district, school, section, caseload or student (granted by hand).
create function access.who_sees(student bigint)
returns table (person_id text, display_name text, role text, bond text, school_id bigint, ends_on date, reason text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
declare
  tenant constant text := access.tenant();
begin
  if not access.sees_student(student) then
    return;
  end if;
  return query
    select distinct p.person_id, p.display_name, p.role,
           case g.scope when 'section_of_staff' then 'section' when 'caseload_of_staff' then 'caseload' else g.scope end,
           g.school_id, g.ends_on, g.reason
    from ledger.grant_scope g
    join ledger.person p on p.person_id = g.person_id and p.tenant_id = g.tenant_id
    where g.tenant_id = tenant and p.is_active and p.role not in ('board', 'administrator', 'operator')
      and g.revoked_at is null
      and (g.starts_on is null or g.starts_on <= current_date)
      and (g.ends_on is null or g.ends_on >= current_date)
      and case g.scope
            when 'district' then true
            when 'school' then exists (select from analytics.student_school s where s.tenant_id = tenant
                                         and s.student_id = student and s.school_id = g.school_id)
            when 'section_of_staff' then exists (select from analytics.staff_student t where t.tenant_id = tenant
                                         and t.staff_id = g.staff_id and t.student_id = student
                                         and coalesce(t.relation, 'section') = 'section')
            when 'caseload_of_staff' then exists (select from analytics.staff_student t where t.tenant_id = tenant
                                         and t.staff_id = g.staff_id and t.student_id = student
                                         and t.relation = 'caseload')
            else g.student_id = student
          end
    order by 4, 2;
end
$$;

-- What opens a student to the person who asks: the bonds, or none.
create function access.why(student bigint) returns text[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce((select array_agg(distinct w.bond order by w.bond) from access.who_sees(student) w
                   where w.person_id = access.person_id()), '{}');
end
$$;

-- Who looked at whom, when, by which right. Append-only; each row carries the hash of the one before, so that a
-- row changed, taken out or put in between shows.
create table ledger.audit (
  tenant_id   text not null,
  entry       bigint not null check (entry >= 1),
  at          timestamptz not null,
  person_id   text not null,
  role        text not null,
  action      text not null check (action in ('view', 'list', 'export', 'api', 'print', 'write', 'sql')),
  place       text not null check (length(place) between 1 and 200),
  student_ids bigint[] not null,
  bonds       text[] not null,
  previous    bytea not null,
  hash        bytea not null,
  primary key (tenant_id, entry)
);
comment on table ledger.audit is 'Who looked at whom, when, by which right; append-only, hash-chained';
comment on column ledger.audit.place is 'The pattern of the route, never an address with ids or searches in it';
comment on column ledger.audit.bonds is 'What opened the students to the person: district, school, section, caseload, student';
create index on ledger.audit using gin (student_ids);
create index on ledger.audit (tenant_id, person_id, entry desc);

create function access.audit_hash(
  previous bytea, tenant text, entry bigint, at timestamptz, person text, role text, action text, place text,
  student_ids bigint[], bonds text[]) returns bytea
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select sha256(previous || convert_to(jsonb_build_array(
    tenant, entry, extract(epoch from at)::numeric(20, 6), person, role, action, place, student_ids, bonds)::text, 'UTF8'))
$$;

-- Adds one entry in the name of the person who asks. Entries of a tenant queue for the moment of the insert:
-- each needs the hash of the one before.
create function access.audit(action text, place text, student_ids bigint[]) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who ledger.person;
  last ledger.audit;
  number bigint;
  bonds text[];
  at constant timestamptz := clock_timestamp();
begin
  select p.* into who from ledger.person p where p.person_id = access.person_id();
  if not found then
    raise exception using errcode = 'WM403', message = 'Nobody asked';
  end if;
  select coalesce(array_agg(distinct b.bond order by b.bond), '{}') into bonds from (
    select case g.scope when 'section_of_staff' then 'section' when 'caseload_of_staff' then 'caseload' else g.scope end as bond
    from access.grants() g) b;
  if cardinality(student_ids) = 1 then
    bonds := access.why(student_ids[1]);
  end if;
  perform pg_advisory_xact_lock(hashtext('waymark audit'), hashtext(who.tenant_id));
  select a.* into last from ledger.audit a where a.tenant_id = who.tenant_id order by a.entry desc limit 1;
  number := coalesce(last.entry, 0) + 1;
  insert into ledger.audit (tenant_id, entry, at, person_id, role, action, place, student_ids, bonds, previous, hash)
  values (who.tenant_id, number, at, who.person_id, who.role, action, place, student_ids, bonds,
          coalesce(last.hash, '\x'),
          access.audit_hash(coalesce(last.hash, '\x'), who.tenant_id, number, at, who.person_id, who.role, action,
                            place, student_ids, bonds));
  return number;
end
$$;

create function access.refuse_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception using errcode = 'WM405', message = 'This table only grows: ' || tg_table_name;
end
$$;
create trigger append_only before update or delete or truncate on ledger.audit
  for each statement execute function access.refuse_change();

alter table ledger.audit enable row level security;
-- A tenant administrator reviews who looked; everybody may see their own looks.
grant select on ledger.audit to waymark_web, waymark_narrow;
create policy visible on ledger.audit for select to waymark_web, waymark_narrow
  using (tenant_id = (select access.tenant())
         and ((select access.is_administrator()) or person_id = (select access.person_id())));

-- Accounts and grants: the administrator and the district see all of the tenant.
drop policy visible on ledger.person;
create policy visible on ledger.person for select to waymark_web, waymark_narrow, waymark_reader
  using (tenant_id = (select access.tenant())
         and (person_id = (select access.person_id()) or (select access.is_district()) or (select access.is_administrator())));
drop policy visible on ledger.grant_scope;
create policy visible on ledger.grant_scope for select to waymark_web, waymark_narrow, waymark_reader
  using (tenant_id = (select access.tenant())
         and (person_id = (select access.person_id()) or (select access.is_district()) or (select access.is_administrator())));

-- Decisions are a district leader's; an analyst sees and proposes.
drop policy decided on ledger.threshold_version;
create policy decided on ledger.threshold_version for insert to waymark_web
  with check (tenant_id = (select access.tenant()) and (select access.decides())
              and changed_by = (select access.person_id()));
drop policy decided on ledger.risk_approval;
create policy decided on ledger.risk_approval for insert to waymark_web
  with check (tenant_id = (select access.tenant()) and (select access.decides())
              and person_id = (select access.person_id()));
drop policy decided on ledger.risk_deployment;
create policy decided on ledger.risk_deployment for insert to waymark_web
  with check (tenant_id = (select access.tenant()) and (select access.decides())
              and decided_by = (select access.person_id()));

revoke all on function access.staff_tenant(), access.decides(), access.is_administrator(), access.sees_student(bigint),
  access.who_sees(bigint), access.why(bigint), access.audit(text, text, bigint[]), access.refuse_change(),
  access.audit_hash(bytea, text, bigint, timestamptz, text, text, text, text, bigint[], text[]) from public;
grant execute on function access.staff_tenant(), access.decides(), access.is_administrator(), access.sees_student(bigint),
  access.who_sees(bigint), access.why(bigint) to waymark_web, waymark_narrow, waymark_reader;
grant execute on function access.audit(text, text, bigint[]) to waymark_web, waymark_narrow;

-- Letters and notices on their way out. A row is written in the transaction of what it tells of, so that neither is
-- without the other; the dispatcher takes it from here. One row per key: the same news is never written twice.
create table ledger.outbox (
  outbox_id       bigint generated always as identity primary key,
  tenant_id       text not null,
  dedupe_key      text not null check (length(dedupe_key) between 1 and 300),
  kind            text not null check (length(kind) between 1 and 60),
  channel         text not null check (channel in ('email', 'teams', 'slack', 'webhook', 'ticket')),
  recipient       text not null check (length(recipient) between 1 and 2000),
  person_id       text references ledger.person,
  subject         text not null default '' check (length(subject) <= 200),
  body            text not null,
  attachment_name text,
  attachment      bytea,
  created_at      timestamptz not null default now(),
  not_before      timestamptz not null default now(),
  status          text not null default 'waiting' check (status in ('waiting', 'sending', 'sent', 'failed')),
  attempts        integer not null default 0,
  claimed_until   timestamptz,
  sent_at         timestamptz,
  last_error      text,
  unique (tenant_id, dedupe_key)
);
comment on column ledger.outbox.dedupe_key is 'What the news is about; also the Message-ID or Idempotency-Key that the receiver sees';
create index on ledger.outbox (not_before) where status in ('waiting', 'sending');
alter table ledger.outbox enable row level security;

-- An operator sees which files came and how many rows each had; values and samples of rows stay with the district.
create policy operated on ledger.run_file for select to waymark_web, waymark_narrow
  using (tenant_id = (select access.tenant()) and (select access.role()) = 'operator');
