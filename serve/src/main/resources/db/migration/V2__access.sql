-- Who is asking, and what may they see. Every policy asks these functions and nothing else.
--
-- They read the ledger with the rights of its owner, so their search path and clock are their own.
-- Nobody known: null or an empty list, and so no rows. The pages' login names the person by the setting
-- `waymark.person`; any other login is the person that the ledger ties to its role, whatever it sets.

create function access.person_id() returns text
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if session_user = 'waymark_web' then
    return (select p.person_id from ledger.person p
            where p.person_id = current_setting('waymark.person', true) and p.is_active);
  end if;
  return (select p.person_id from ledger.person p
          where (p.database_role = session_user::text or p.sql_role = session_user::text) and p.is_active
          order by p.person_id limit 1);
end
$$;

create function access.tenant() returns text
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return (select p.tenant_id from ledger.person p where p.person_id = access.person_id());
end
$$;

create function access.role() returns text
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return (select p.role from ledger.person p where p.person_id = access.person_id());
end
$$;

-- The grants of the person that count today (UTC), in the person's own tenant.
create function access.grants() returns setof ledger.grant_scope
language plpgsql stable parallel safe security definer rows 2
set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
begin
  return query
    select g.* from ledger.grant_scope g
    join ledger.person p on p.person_id = g.person_id and p.tenant_id = g.tenant_id
    where p.person_id = access.person_id()
      and (g.starts_on is null or g.starts_on <= current_date)
      and (g.ends_on is null or g.ends_on >= current_date);
end
$$;

create function access.is_district() returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return exists (select from access.grants() g where g.scope = 'district');
end
$$;

create function access.school_ids() returns bigint[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce((select array_agg(distinct g.school_id) from access.grants() g where g.scope = 'school'), '{}');
end
$$;

create function access.staff_ids() returns bigint[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce(
    (select array_agg(distinct g.staff_id) from access.grants() g where g.scope = 'section_of_staff'), '{}');
end
$$;

-- The students whom a teacher teaches today.
create function access.student_ids() returns bigint[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
declare
  tenant constant text := access.tenant();
  staff constant bigint[] := access.staff_ids();
begin
  if cardinality(staff) = 0 then
    return '{}';
  end if;
  return coalesce((select array_agg(distinct t.student_id) from analytics.staff_student t
                   where t.tenant_id = tenant and t.staff_id = any (staff)), '{}');
end
$$;

-- The students whom the person sees one by one: those of the person's schools and those the person teaches.
-- Empty for a district person, who sees all and is never asked for a list.
create function access.visible_student_ids() returns bigint[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
declare
  tenant constant text := access.tenant();
  schools constant bigint[] := access.school_ids();
  taught constant bigint[] := access.student_ids();
begin
  if cardinality(schools) = 0 then
    return taught;
  end if;
  return coalesce((select array_agg(distinct seen.student_id) from (
                     select s.student_id from analytics.student_school s
                     where s.tenant_id = tenant and s.school_id = any (schools)
                     union all select unnest(taught)) seen), '{}');
end
$$;

create function access.visible_students() returns setof bigint
language plpgsql stable parallel safe security definer rows 1000 set search_path = pg_catalog, pg_temp
as $$
begin
  return query select unnest(access.visible_student_ids());
end
$$;

-- Begins a page: sets the person for this transaction, and the role whose policies are fastest for what
-- that person sees. Not a security definer: it can do nothing that its caller can't.
create function access.enter(person text) returns text
language plpgsql volatile
as $$
begin
  perform set_config('waymark.person', person, true);
  if not access.is_district() then
    perform set_config('role', 'waymark_narrow', true);
  end if;
  return access.role();
end
$$;

-- Sign-in reads one account by its address, before anybody is known. No other way leads to a password hash.
create function access.account(wanted text)
returns table (person_id text, tenant_id text, display_name text, password_hash text, role text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    select p.person_id, p.tenant_id, p.display_name, p.password_hash, p.role
    from ledger.person p where p.email = lower(wanted) and p.is_active;
end
$$;

revoke all on all functions in schema access from public;
grant execute on all functions in schema access to waymark_web, waymark_narrow, waymark_reader;
revoke all on function access.account(text) from waymark_narrow, waymark_reader;
