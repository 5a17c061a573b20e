-- A page asks some thirty questions, and the policy of each asked anew whom the person may see: two milliseconds for
-- the leader of a school, thirty times. Now `enter` asks once and keeps the answer for the transaction. A page about
-- one student begins with `enter_about`, which keeps that student alone, or nobody: never more than the person may see.
--
-- Only the pages' login may use what is kept: it is the one that names the person by a setting too, so it gains
-- nothing. Any other login (BI tools, `waymark sql --as`) has the list made anew, whatever it sets. The list carries
-- the person whose it is, and is nothing to anybody else.

create function access.entered_students() returns text
language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
  kept constant text := current_setting('waymark.students', true);
  whose constant text := current_setting('waymark.person', true) || '|';
begin
  if session_user = 'waymark_web' and kept <> '' and starts_with(kept, whose) then
    return substr(kept, length(whose) + 1);
  end if;
  return null;
end
$$;
comment on function access.entered_students() is
  'Whom the person may see, as found at the begin of this transaction; null where nothing is kept';

create or replace function access.visible_student_ids() returns bigint[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
declare
  entered constant text := access.entered_students();
  tenant text;
  schools bigint[];
  taught bigint[];
begin
  if entered is not null then
    return entered::bigint[];
  end if;
  tenant := access.tenant();
  schools := access.school_ids();
  taught := access.student_ids();
  if cardinality(schools) = 0 then
    return taught;
  end if;
  return coalesce((select array_agg(distinct seen.student_id) from (
                     select s.student_id from analytics.student_school s
                     where s.tenant_id = tenant and s.school_id = any (schools)
                     union all select unnest(taught)) seen), '{}');
end
$$;

-- Whether one student is among `visible_student_ids`, without making the list.
create function access.is_visible(student bigint) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
declare
  tenant constant text := access.tenant();
begin
  return exists (
    select from access.grants() g
    where g.scope = 'student' and g.student_id = student
       or g.scope = 'school' and exists (
            select from analytics.student_school s
            where s.tenant_id = tenant and s.student_id = student and s.school_id = g.school_id)
       or g.scope in ('section_of_staff', 'caseload_of_staff') and exists (
            select from analytics.staff_student t
            where t.tenant_id = tenant and t.student_id = student and t.staff_id = g.staff_id
              and case g.scope when 'section_of_staff' then coalesce(t.relation, 'section') = 'section'
                               else t.relation = 'caseload' end));
end
$$;

create or replace function access.enter(person text) returns text
language plpgsql volatile
as $$
begin
  perform set_config('waymark.person', person, true);
  perform set_config('waymark.students', '', true);
  if not access.is_district() then
    perform set_config('waymark.students', person || '|' || access.visible_student_ids()::text, true);
    perform set_config('role', 'waymark_narrow', true);
  end if;
  return access.role();
end
$$;

-- Begins a page about one student.
create function access.enter_about(person text, student bigint) returns text
language plpgsql volatile
as $$
begin
  perform set_config('waymark.person', person, true);
  perform set_config('waymark.students', '', true);
  if not access.is_district() then
    perform set_config('waymark.students',
                       person || '|' || case when access.is_visible(student) then '{' || student || '}' else '{}' end, true);
    perform set_config('role', 'waymark_narrow', true);
  end if;
  return access.role();
end
$$;

-- Where the students are kept, they are the sight: all of them, or the one whom the page is about.
create or replace function access.sight() returns text
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
declare
  is_wide constant boolean := access.is_district();
  entered constant text := access.entered_students();
begin
  if access.person_id() is null or access.role() is null then
    return null;
  end if;
  -- the arrays come in no order of their own
  return concat_ws('|', access.tenant(), coalesce(access.staff_tenant(), ''), access.role(), is_wide,
    coalesce((select md5(string_agg(s::text, ',' order by s)) from unnest(access.school_ids()) s), ''),
    case when is_wide then 'all'
         when entered is not null then 'entered ' || md5(entered)
         else coalesce((select md5(string_agg(s::text, ',' order by s)) from unnest(access.student_ids()) s), '') end);
end
$$;

revoke all on function access.entered_students(), access.is_visible(bigint), access.enter_about(text, bigint) from public;
grant execute on function access.is_visible(bigint) to waymark_web, waymark_narrow;
grant execute on function access.enter_about(text, bigint) to waymark_web;

-- Planned once for each connection: to plan it takes five times as long as to answer it.
alter function access.seers(text, bigint[]) set plan_cache_mode = force_generic_plan;
