-- The door: who is signed in where, how often somebody tried, second factors, links that set a password.

-- A session and a token carry the epoch of their account. They are void once the account has a newer one.
alter table ledger.person
  add column epoch           integer not null default 0,
  add column password_set_at timestamptz;
comment on column ledger.person.epoch is
  'Goes up when password, role, address, tenant or openness change; what was handed out in an older epoch is void';

create function access.next_epoch() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.password_hash is distinct from old.password_hash then
    new.password_set_at := now();
  end if;
  if (new.password_hash, new.role, new.is_active, new.tenant_id, new.email)
     is distinct from (old.password_hash, old.role, old.is_active, old.tenant_id, old.email) then
    new.epoch := old.epoch + 1;
  end if;
  return new;
end
$$;
create trigger next_epoch before update on ledger.person for each row execute function access.next_epoch();

-- Tries at one door: an account, a network address, a second factor. The account is the hash of what was typed,
-- whether or not there is such an account; what somebody typed by mistake is kept nowhere.
create table ledger.failed_try (
  door     text primary key check (length(door) between 1 and 120),
  failures integer not null check (failures >= 0),
  last_at  timestamptz not null
);
comment on table ledger.failed_try is 'How often somebody tried a door in vain; survives a restart';
create index on ledger.failed_try (last_at);

create table ledger.sign_in (
  sign_in_id   bigint generated always as identity primary key,
  session_key  bytea not null unique check (length(session_key) = 32),
  person_id    text not null references ledger.person on delete cascade,
  tenant_id    text not null,
  epoch        integer not null,
  started_at   timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  address      text not null check (length(address) <= 60),
  browser      text not null check (length(browser) <= 60),
  closed_at    timestamptz
);
comment on table ledger.sign_in is 'One session of one person in one browser';
comment on column ledger.sign_in.session_key is 'SHA-256 of what the session holds; the session itself cannot be made from it';
create index on ledger.sign_in (person_id, started_at desc);

create table ledger.second_factor (
  person_id  text primary key references ledger.person on delete cascade,
  tenant_id  text not null,
  sealed     bytea,
  pending    bytea,
  pending_at timestamptz,
  last_step  bigint not null default 0,
  set_up_at  timestamptz,
  check ((sealed is null) = (set_up_at is null))
);
comment on column ledger.second_factor.sealed is 'The shared secret under AES-GCM; the key is in the data directory, not here';
comment on column ledger.second_factor.last_step is 'The newest 30 seconds whose code was used: a code counts once';

create table ledger.recovery_code (
  person_id text not null references ledger.person on delete cascade,
  code_hash bytea not null check (length(code_hash) = 32),
  used_at   timestamptz,
  primary key (person_id, code_hash)
);

create table ledger.password_link (
  link_id    bigint generated always as identity primary key,
  token_hash bytea not null unique check (length(token_hash) = 32),
  kind       text not null check (kind in ('reset', 'invite')),
  person_id  text not null references ledger.person on delete cascade,
  tenant_id  text not null,
  created_by text references ledger.person,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz
);
comment on table ledger.password_link is 'A link that sets a password once: only the hash of its token is kept';
create index on ledger.password_link (person_id);

do $$
declare
  t text;
begin
  foreach t in array array['failed_try', 'sign_in', 'second_factor', 'recovery_code', 'password_link'] loop
    execute format('revoke all on ledger.%I from public', t);
    execute format('alter table ledger.%I enable row level security', t);
  end loop;
end
$$;

-- Everybody sees their own sessions and whether their second factor is on, and no secret of either. A tenant
-- administrator sees who has a second factor.
grant select (sign_in_id, person_id, tenant_id, started_at, last_seen_at, address, browser, closed_at)
  on ledger.sign_in to waymark_web, waymark_narrow;
create policy own on ledger.sign_in for select to waymark_web, waymark_narrow
  using (person_id = (select access.person_id()));
grant select (person_id, tenant_id, set_up_at) on ledger.second_factor to waymark_web, waymark_narrow;
create policy own on ledger.second_factor for select to waymark_web, waymark_narrow
  using (tenant_id = (select access.tenant())
         and (person_id = (select access.person_id()) or (select access.is_administrator())));
grant select (person_id, used_at) on ledger.recovery_code to waymark_web, waymark_narrow;
create policy own on ledger.recovery_code for select to waymark_web, waymark_narrow
  using (person_id = (select access.person_id()));
grant select (password_set_at) on ledger.person to waymark_web, waymark_narrow;

-- Sign-in reads one account by its address, before anybody is known. No other way leads to a password hash.
drop function access.account(text);
create function access.account(wanted text)
returns table (person_id text, tenant_id text, display_name text, password_hash text, role text, epoch integer,
               has_second_factor boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    select p.person_id, p.tenant_id, p.display_name, p.password_hash, p.role, p.epoch,
           exists (select from ledger.second_factor f where f.person_id = p.person_id and f.sealed is not null)
    from ledger.person p where p.email = lower(wanted) and p.is_active;
end
$$;

-- Whether a session still stands: one row when it does. Remembers, to the minute, that it was used.
create function access.stands(key bytea, idle interval, longest interval)
returns table (has_second_factor boolean)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  found_one record;
begin
  select s.sign_in_id, s.last_seen_at, p.person_id into found_one
  from ledger.sign_in s
  join ledger.person p on p.person_id = s.person_id and p.epoch = s.epoch and p.is_active
  where s.session_key = key and s.closed_at is null
    and s.last_seen_at > now() - idle and s.started_at > now() - longest;
  if not found then
    return;
  end if;
  if found_one.last_seen_at < now() - interval '1 minute' then
    update ledger.sign_in s set last_seen_at = now() where s.sign_in_id = found_one.sign_in_id;
  end if;
  return query select exists (select from ledger.second_factor f
                              where f.person_id = found_one.person_id and f.sealed is not null);
end
$$;

-- Whom a token of the API speaks for; nobody once the account is closed or has a newer epoch.
create function access.bearer(wanted text, of_epoch integer)
returns table (tenant_id text, email text, display_name text, role text, has_second_factor boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    select p.tenant_id, p.email, p.display_name, p.role,
           exists (select from ledger.second_factor f where f.person_id = p.person_id and f.sealed is not null)
    from ledger.person p where p.person_id = wanted and p.epoch = of_epoch and p.is_active;
end
$$;

revoke all on function access.account(text), access.stands(bytea, interval, interval), access.bearer(text, integer),
  access.next_epoch() from public;
grant execute on function access.account(text), access.stands(bytea, interval, interval), access.bearer(text, integer)
  to waymark_web;

-- A letter with a link is blanked once it has left, or never will: the ledger keeps no link that opens an account.
create function access.blank_letter() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  new.body := 'The letter has gone; its link is not kept.';
  return new;
end
$$;
create trigger blank_letter before update on ledger.outbox for each row
  when (new.kind in ('reset', 'invite') and new.status in ('sent', 'failed'))
  execute function access.blank_letter();
revoke all on function access.blank_letter() from public;
