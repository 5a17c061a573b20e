-- A tenant administrator sees who was invited and did not come yet; the hash of a token is for nobody.
grant select (link_id, kind, person_id, tenant_id, created_by, created_at, expires_at, used_at)
  on ledger.password_link to waymark_web, waymark_narrow;
create policy invited on ledger.password_link for select to waymark_web, waymark_narrow
  using (tenant_id = (select access.tenant()) and kind = 'invite' and (select access.is_administrator()));
