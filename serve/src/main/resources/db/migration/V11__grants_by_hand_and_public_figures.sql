-- Grants by hand, accounts opened and closed, figures for the public, and the audit's proof.

-- What an administrator did with an account. Append-only, like the audit.
create table ledger.account_change (
  change_id  bigint generated always as identity primary key,
  tenant_id  text not null,
  at         timestamptz not null default clock_timestamp(),
  changed_by text not null,
  person_id  text not null,
  what       text not null check (what in ('granted', 'revoked', 'closed', 'opened')),
  grant_id   bigint
);
comment on table ledger.account_change is 'Who changed whose account or grant; append-only';
create index on ledger.account_change (tenant_id, person_id);
create trigger append_only before update or delete or truncate on ledger.account_change
  for each statement execute function access.refuse_change();
alter table ledger.account_change enable row level security;
grant select on ledger.account_change to waymark_web, waymark_narrow;
create policy visible on ledger.account_change for select to waymark_web, waymark_narrow
  using (tenant_id = (select access.tenant()) and (select access.is_administrator()));

-- Colleagues with an open account to whom a student may be granted: those whose role sees students. For leaders only.
create function access.colleagues() returns table (person_id text, display_name text, role text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if access.role() not in ('district', 'school') then
    return;
  end if;
  return query select p.person_id, p.display_name, p.role from ledger.person p
    where p.tenant_id = access.tenant() and p.is_active and p.person_id <> access.person_id()
      and p.role in ('school', 'counselor', 'teacher')
    order by 2, 1;
end
$$;

-- Grants one school (by the tenant administrator) or one student (by a leader who sees the student) to somebody else,
-- for a year at most. Errors are words for the person who asked: WM400 with what is wrong, WM403 when it isn't theirs.
create function access.grant_by_hand(receiver text, school bigint, student bigint, until date, because text) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
declare
  giver constant text := access.person_id();
  tenant constant text := access.tenant();
  target ledger.person;
  given bigint;
begin
  if giver is null or (school is null) = (student is null) then
    raise exception using errcode = 'WM403', message = 'Not yours to grant';
  end if;
  if school is not null and not (access.is_administrator()
       and exists (select from analytics.dim_schools s where s.tenant_id = tenant and s.school_id = school)) then
    raise exception using errcode = 'WM403', message = 'Not yours to grant';
  end if;
  if student is not null and not (access.role() in ('district', 'school') and access.sees_student(student)) then
    raise exception using errcode = 'WM403', message = 'Not yours to grant';
  end if;
  select p.* into target from ledger.person p where p.person_id = receiver and p.tenant_id = tenant;
  if not found then
    raise exception using errcode = 'WM400', message = 'Choose somebody who has an account in this district';
  end if;
  if receiver = giver then
    raise exception using errcode = 'WM400', message = 'Nobody grants anything to themselves; ask a colleague';
  end if;
  if not target.is_active then
    raise exception using errcode = 'WM400', message = 'This account is closed; open it first';
  end if;
  if target.role not in ('school', 'counselor', 'teacher') then
    raise exception using errcode = 'WM400',
      message = 'A grant changes nothing for this role: it sees every student already, or none by rule';
  end if;
  if until is null or until < current_date or until > current_date + 366 then
    raise exception using errcode = 'WM400', message = 'The last day must be between today and a year from today';
  end if;
  if because is null or length(btrim(because)) not between 1 and 300 then
    raise exception using errcode = 'WM400', message = 'Say why, in 300 letters at most';
  end if;
  insert into ledger.grant_scope (person_id, tenant_id, scope, school_id, student_id, starts_on, ends_on, origin, reason, granted_by)
  values (receiver, tenant, case when school is null then 'student' else 'school' end, school, student,
          current_date, until, 'hand', btrim(because), giver)
  returning grant_id into given;
  insert into ledger.account_change (tenant_id, changed_by, person_id, what, grant_id)
  values (tenant, giver, receiver, 'granted', given);
  return given;
end
$$;

-- Ends a grant given by hand, at once. The administrator ends any; a leader those of students whom they see.
-- Answers whether there was one to end.
create function access.revoke_grant(ended bigint) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  g ledger.grant_scope;
begin
  select x.* into g from ledger.grant_scope x
    where x.grant_id = ended and x.tenant_id = access.tenant() and x.origin = 'hand' and x.revoked_at is null
    for update;
  if not found or not (access.is_administrator()
      or g.student_id is not null and access.role() in ('district', 'school') and access.sees_student(g.student_id)) then
    return false;
  end if;
  update ledger.grant_scope set revoked_at = clock_timestamp(), revoked_by = access.person_id() where grant_id = ended;
  insert into ledger.account_change (tenant_id, changed_by, person_id, what, grant_id)
  values (g.tenant_id, access.person_id(), g.person_id, 'revoked', ended);
  return true;
end
$$;

-- Closes an account or opens it again. Nobody closes their own, so that a district is never without a key.
create function access.set_account_open(whom text, opened boolean) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if not access.is_administrator() or whom = access.person_id() then
    return false;
  end if;
  update ledger.person set is_active = opened
    where person_id = whom and tenant_id = access.tenant() and is_active <> opened;
  if not found then
    return false;
  end if;
  insert into ledger.account_change (tenant_id, changed_by, person_id, what)
  values (access.tenant(), access.person_id(), whom, case when opened then 'opened' else 'closed' end);
  return true;
end
$$;

-- Grants by hand of one student, for the leaders who see the student.
create function access.given_by_hand(student bigint)
returns table (grant_id bigint, display_name text, ends_on date, reason text, granted_by text, granted_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
begin
  if access.role() not in ('district', 'school') or not access.sees_student(student) then
    return;
  end if;
  return query
    select g.grant_id, p.display_name, g.ends_on, g.reason, coalesce(b.display_name, g.granted_by), g.granted_at
    from ledger.grant_scope g
    join ledger.person p on p.person_id = g.person_id
    left join ledger.person b on b.person_id = g.granted_by
    where g.tenant_id = access.tenant() and g.student_id = student and g.revoked_at is null and g.ends_on >= current_date
    order by g.ends_on, p.display_name;
end
$$;

-- Who looked at one student, newest first, for the leaders who see the student.
create function access.looks_at(student bigint, most integer)
returns table (at timestamptz, display_name text, role text, action text, place text, bonds text[])
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if access.role() not in ('district', 'school') or not access.sees_student(student) then
    return;
  end if;
  return query
    select a.at, coalesce(p.display_name, 'an account that is gone'), a.role, a.action, a.place, a.bonds
    from ledger.audit a left join ledger.person p on p.person_id = a.person_id
    where a.tenant_id = access.tenant() and a.student_ids @> array[student]
    order by a.entry desc limit least(most, 500);
end
$$;

-- Whom to ask for a grant: the open accounts of the administrators of the person's tenant.
create function access.whom_to_ask() returns setof text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return query select p.display_name from ledger.person p
    where p.tenant_id = access.tenant() and p.is_active and p.role = 'administrator' order by 1;
end
$$;

-- How much room the database takes, for whoever runs it: the pages' own role may not ask the server itself.
create function access.database_size() returns bigint
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return case when access.role() = 'operator' then pg_database_size(current_database()) end;
end
$$;

-- Adds an entry for somebody. The entries of a tenant queue: each needs the hash of the one before.
create function access.append_audit(who ledger.person, action text, place text, student_ids bigint[], bonds text[])
returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  last ledger.audit;
  number bigint;
  moment timestamptz;
begin
  perform pg_advisory_xact_lock(hashtext('waymark audit'), hashtext(who.tenant_id));
  moment := clock_timestamp();
  select a.* into last from ledger.audit a where a.tenant_id = who.tenant_id order by a.entry desc limit 1;
  number := coalesce(last.entry, 0) + 1;
  insert into ledger.audit (tenant_id, entry, at, person_id, role, action, place, student_ids, bonds, previous, hash)
  values (who.tenant_id, number, moment, who.person_id, who.role, action, place, student_ids, bonds,
          coalesce(last.hash, '\x'),
          access.audit_hash(coalesce(last.hash, '\x'), who.tenant_id, number, moment, who.person_id, who.role, action,
                            place, student_ids, bonds));
  return number;
end
$$;

create or replace function access.audit(action text, place text, student_ids bigint[]) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who ledger.person;
  bonds text[];
begin
  select p.* into who from ledger.person p where p.person_id = access.person_id();
  if not found then
    raise exception using errcode = 'WM403', message = 'Nobody asked';
  end if;
  if cardinality(student_ids) = 1 then
    bonds := access.why(student_ids[1]);
  else
    select coalesce(array_agg(distinct b.bond order by b.bond), '{}') into bonds from (
      select case g.scope when 'section_of_staff' then 'section' when 'caseload_of_staff' then 'caseload' else g.scope end as bond
      from access.grants() g) b;
  end if;
  return access.append_audit(who, action, place, student_ids, bonds);
end
$$;

-- Notes that somebody asks by SQL (`./waymark sql --as`). Which students the answer holds isn't known before it is read.
create function access.audit_sql(whom text) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who ledger.person;
begin
  select p.* into strict who from ledger.person p where p.sql_role = whom;
  return access.append_audit(who, 'sql', 'waymark sql --as', '{}', array(
    select distinct case g.scope when 'section_of_staff' then 'section' when 'caseload_of_staff' then 'caseload' else g.scope end
    from ledger.grant_scope g where g.person_id = who.person_id and g.revoked_at is null order by 1));
end
$$;

-- Where the chain of a tenant is broken: an entry changed, taken out or put in between.
create function access.broken_audit(tenant text) returns table (entry bigint, what text)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select a.entry,
         case when a.entry <> a.expected then 'an entry before this one is missing'
              when a.previous <> a.before then 'does not continue the entry before it'
              else 'was changed after it was written' end
  from (select x.*, row_number() over (order by x.entry) as expected,
               coalesce(lag(x.hash) over (order by x.entry), '\x') as before
        from ledger.audit x where x.tenant_id = broken_audit.tenant) a
  where a.entry <> a.expected or a.previous <> a.before
     or a.hash <> access.audit_hash(a.previous, a.tenant_id, a.entry, a.at, a.person_id, a.role, a.action, a.place,
                                    a.student_ids, a.bonds)
  order by a.entry
$$;

-- A share as the public may read it: whole percent, and at the ends only a bound, the wider the smaller the group
-- (after NCES 2011-603). edge: 'at most', 'at least', or null.
create function access.coded_share(part bigint, whole bigint, out share numeric, out edge text)
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
  bound constant numeric := case when whole >= 300 then 0.01 when whole >= 100 then 0.02 when whole >= 40 then 0.05
                                 when whole >= 20 then 0.10 else 0.20 end;
begin
  if whole is null or whole < 10 then
    return;
  end if;
  share := round(part::numeric / whole, 2);
  if share <= bound then
    share := bound;
    edge := 'at most';
  elsif share >= 1 - bound then
    share := 1 - bound;
    edge := 'at least';
  end if;
end
$$;

-- Every figure that leaves the circle of those who may see students. This is the one place that decides which cells
-- may: the page, the API, the files and a BI tool all ask it, and complementary suppression has its room here.
-- One row per year, place (a school, or the district: no school) and group, whether it may be shown or not, so that
-- "no student" and "few students" look the same. hidden says why a row is empty:
--   small       fewer than 10 students
--   complement  the others of the same place would be fewer than 10, and known by subtraction
--   partition   parts that add up to a shown total would leave fewer than 10
create function access.public_figures()
returns table (school_year integer, school_id bigint, school_name text, subgroup text, students bigint,
               chronic_share numeric, chronic_edge text, attendance_rate numeric,
               completion_share numeric, completion_edge text, hidden text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  tenant constant text := access.tenant();
  few constant integer := 10;
begin
  if tenant is null or access.role() = 'operator' then
    return;
  end if;
  return query
  with summary as materialized (
    select s.* from analytics.fact_school_summary s
    where s.tenant_id = tenant and s.grade_level = 'all'
      and s.school_year >= (select max(x.school_year) - 1 from analytics.fact_school_summary x where x.tenant_id = tenant)
  ), place as (
    select s.school_year, s.school_id from summary s where s.subgroup = 'all'
    union all select distinct s.school_year, null::bigint from summary s
  ), part as (
    select distinct s.school_year, s.subgroup from summary s
  ), counted as (
    select p.school_year, p.school_id, g.subgroup,
           coalesce(sum(s.students), 0)::bigint as students,
           coalesce(sum(s.chronic_students), 0)::bigint as chronic, coalesce(sum(s.chronic_of), 0)::bigint as chronic_of,
           coalesce(sum(s.enrolled_days), 0)::numeric as enrolled_days, coalesce(sum(s.absent_days), 0)::numeric as absent_days,
           coalesce(sum(s.courses_completed), 0)::bigint as completed, coalesce(sum(s.courses_attempted), 0)::bigint as attempted
    from place p join part g on g.school_year = p.school_year
    left join summary s on s.school_year = p.school_year and s.subgroup = g.subgroup
                       and (p.school_id is null or s.school_id = p.school_id)
    group by 1, 2, 3
  ), whole as (
    -- chronic absence of the whole district counts a student once, wherever enrolled
    select y.school_year, count(*) filter (where y.is_chronic) as chronic, count(y.is_chronic) as chronic_of
    from analytics.fact_attendance_year y where y.tenant_id = tenant group by 1
  ), cell as (
    select c.school_year, c.school_id, c.subgroup, c.students,
           case when c.school_id is null and c.subgroup = 'all' then w.chronic else c.chronic end as chronic,
           case when c.school_id is null and c.subgroup = 'all' then w.chronic_of else c.chronic_of end as chronic_of,
           c.enrolled_days, c.absent_days, c.completed, c.attempted,
           a.students as of_place, a.chronic_of as chronic_of_place
    from counted c
    join counted a on a.school_year = c.school_year and a.school_id is not distinct from c.school_id and a.subgroup = 'all'
    left join whole w on w.school_year = c.school_year
  ), small as (
    select c.*, case when c.students < few then 'small'
                     when c.of_place - c.students between 1 and few - 1 then 'complement' end as reason
    from cell c
  ), races as (
    -- the races of one place add up to it
    select s.*, case when s.reason is null and s.subgroup like 'race:%'
                      and s.of_place - sum(s.students) filter (where s.reason is null and s.subgroup like 'race:%')
                            over (partition by s.school_year, s.school_id) between 1 and few - 1
                      and row_number() over (partition by s.school_year, s.school_id, s.reason is null and s.subgroup like 'race:%'
                                             order by s.students, s.subgroup) = 1
                     then 'partition' end as reason_of_races
    from small s
  ), marked as (
    select r.*, coalesce(r.reason, r.reason_of_races) as why from races r
  ), schools as (
    -- the schools of one group add up to the district's
    select m.*, case when m.why is null and m.school_id is not null
                      and max(m.students) filter (where m.school_id is null and m.why is null)
                            over (partition by m.school_year, m.subgroup)
                          - sum(m.students) filter (where m.school_id is not null and m.why is null)
                            over (partition by m.school_year, m.subgroup) between 1 and few - 1
                      and row_number() over (partition by m.school_year, m.subgroup, m.why is null and m.school_id is not null
                                             order by m.students, m.school_id) = 1
                     then 'partition' end as why_of_schools
    from marked m
  ), judged as (
    select s.*, coalesce(s.why, s.why_of_schools) as hidden from schools s
  )
  select j.school_year::integer, j.school_id, d.school_name, j.subgroup,
         case when j.hidden is null then j.students end,
         case when j.hidden is null and (j.subgroup = 'all' or j.chronic_of_place - j.chronic_of not between 1 and few - 1)
              then (access.coded_share(j.chronic, j.chronic_of)).share end,
         case when j.hidden is null and (j.subgroup = 'all' or j.chronic_of_place - j.chronic_of not between 1 and few - 1)
              then (access.coded_share(j.chronic, j.chronic_of)).edge end,
         case when j.hidden is null and j.enrolled_days > 0 then round(1 - j.absent_days / j.enrolled_days, 3) end,
         case when j.hidden is null then (access.coded_share(j.completed, j.attempted)).share end,
         case when j.hidden is null then (access.coded_share(j.completed, j.attempted)).edge end,
         j.hidden
  from judged j
  left join analytics.dim_schools d on d.tenant_id = tenant and d.school_id = j.school_id
  order by 1 desc, d.school_name nulls first, 4;
end
$$;

-- For a BI tool: the same rows under a table's name.
create view analytics.public_figures as select * from access.public_figures();
comment on view analytics.public_figures is 'Figures that may be public: one row per year, place and group; small cells and what would give them away are hidden';
grant select on analytics.public_figures to waymark_web, waymark_narrow, waymark_reader;

revoke all on function access.colleagues(), access.grant_by_hand(text, bigint, bigint, date, text), access.revoke_grant(bigint),
  access.set_account_open(text, boolean), access.given_by_hand(bigint), access.looks_at(bigint, integer), access.whom_to_ask(), access.database_size(),
  access.append_audit(ledger.person, text, text, bigint[], text[]), access.audit_sql(text), access.broken_audit(text),
  access.coded_share(bigint, bigint), access.public_figures() from public;
grant execute on function access.colleagues(), access.grant_by_hand(text, bigint, bigint, date, text),
  access.revoke_grant(bigint), access.set_account_open(text, boolean), access.given_by_hand(bigint),
  access.looks_at(bigint, integer), access.whom_to_ask(), access.database_size() to waymark_web, waymark_narrow;
grant execute on function access.public_figures(), access.coded_share(bigint, bigint)
  to waymark_web, waymark_narrow, waymark_reader;
