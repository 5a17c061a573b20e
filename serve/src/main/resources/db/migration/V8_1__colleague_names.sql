-- The names of all colleagues at once, for lists: one look instead of one per row.
create function access.colleague_names() returns table (person_id text, display_name text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  tenant constant text := access.staff_tenant();
begin
  return query select p.person_id, p.display_name from ledger.person p where p.tenant_id = tenant;
end
$$;
revoke all on function access.colleague_names() from public;
grant execute on function access.colleague_names() to waymark_web, waymark_narrow;
