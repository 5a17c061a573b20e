-- The roles of every Waymark database on this server. Roles belong to the server, not to the database,
-- so this runs at every start, before the migrations, and changes nothing that is already there.
--
-- waymark_web     the pages sign in as this; row-level security decides by `waymark.person`
-- waymark_narrow  worn by waymark_web for a person who sees single students, not the district:
--                 its policies are an index condition, where one policy for all would be a scan
-- waymark_reader  BI tools and `waymark sql --as`: every login is a member of this group
do $$
begin
  if not exists (select from pg_roles where rolname = 'waymark_web') then
    create role waymark_web login noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'waymark_narrow') then
    create role waymark_narrow nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'waymark_reader') then
    create role waymark_reader nologin;
  end if;
  if not pg_has_role('waymark_web', 'waymark_narrow', 'member') then
    grant waymark_narrow to waymark_web;
  end if;
end
$$;
