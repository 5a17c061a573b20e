-- Row-level security of the ledger. A table without a policy shows nothing to anybody but its owner.
do $$
declare
  t text;
begin
  foreach t in array array['person', 'grant_scope', 'run', 'run_file', 'run_check', 'run_quarantine',
                           'run_unmatched', 'run_readiness', 'id_link'] loop
    execute format('alter table ledger.%I enable row level security', t);
  end loop;

  -- When the figures were made and whether to trust them: every signed-in person of the tenant.
  foreach t in array array['run', 'run_readiness'] loop
    execute format('grant select on ledger.%I to waymark_web, waymark_narrow, waymark_reader', t);
    execute format('create policy visible on ledger.%I for select to waymark_web, waymark_narrow, waymark_reader '
                   'using (tenant_id = (select access.tenant()))', t);
  end loop;

  -- Files and their values, which hold rows of any student: the district alone.
  foreach t in array array['run_file', 'run_check', 'run_quarantine', 'run_unmatched', 'id_link'] loop
    execute format('grant select on ledger.%I to waymark_web, waymark_narrow, waymark_reader', t);
    execute format('create policy visible on ledger.%I for select to waymark_web, waymark_narrow, waymark_reader '
                   'using (tenant_id = (select access.tenant()) and (select access.is_district()))', t);
  end loop;
end
$$;

grant select (person_id, tenant_id, email, display_name, role, staff_source_id, is_active, created_at)
  on ledger.person to waymark_web, waymark_narrow, waymark_reader;
create policy visible on ledger.person for select to waymark_web, waymark_narrow, waymark_reader
  using (tenant_id = (select access.tenant())
         and (person_id = (select access.person_id()) or (select access.is_district())));

grant select on ledger.grant_scope to waymark_web, waymark_narrow, waymark_reader;
create policy visible on ledger.grant_scope for select to waymark_web, waymark_narrow, waymark_reader
  using (tenant_id = (select access.tenant())
         and (person_id = (select access.person_id()) or (select access.is_district())));

-- The district decides on a page whom an unknown id belongs to.
grant insert, update, delete on ledger.id_link to waymark_web;
create policy decided on ledger.id_link for all to waymark_web
  using (tenant_id = (select access.tenant()) and (select access.is_district()))
  with check (tenant_id = (select access.tenant()) and (select access.is_district())
              and decided_by = (select access.person_id()));
