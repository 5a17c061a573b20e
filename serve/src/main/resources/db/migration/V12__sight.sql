-- What a person may see of the published tables, as their policies ask it, in one text: two people with the same
-- text get the same answer to the same question about published figures. Null for nobody.
create function access.sight() returns text
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
declare
  is_wide constant boolean := access.is_district();
begin
  if access.person_id() is null or access.role() is null then
    return null;
  end if;
  -- the arrays come in no order of their own
  return concat_ws('|', access.tenant(), coalesce(access.staff_tenant(), ''), access.role(), is_wide,
    coalesce((select md5(string_agg(s::text, ',' order by s)) from unnest(access.school_ids()) s), ''),
    case when is_wide then 'all'
         else coalesce((select md5(string_agg(s::text, ',' order by s)) from unnest(access.student_ids()) s), '') end);
end
$$;
comment on function access.sight() is 'What the person may see of the published tables, in one text';

-- Which tables are up now. A publication puts new partitions in place of the old ones, so their numbers tell.
create function access.publication() returns text
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return (select pg_postmaster_start_time()::text || '|' || current_setting('port') || '|'
                 || md5(string_agg(i.inhrelid::text, ',' order by i.inhrelid))
          from pg_inherits i join pg_class p on p.oid = i.inhparent join pg_namespace n on n.oid = p.relnamespace
          where n.nspname = 'analytics');
end
$$;
comment on function access.publication() is 'Changes whenever anything is published, for any tenant of this database';

revoke all on function access.sight(), access.publication() from public;
grant execute on function access.sight(), access.publication() to waymark_web, waymark_narrow;
