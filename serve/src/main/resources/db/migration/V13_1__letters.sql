-- Who sent a letter that had failed on its way again. Append-only.
create table ledger.letter_again (
  again_id  bigint generated always as identity primary key,
  tenant_id text not null,
  at        timestamptz not null default clock_timestamp(),
  outbox_id bigint not null,
  sent_by   text not null,
  reason    text not null
);
comment on table ledger.letter_again is 'Who sent a failed letter on its way again; append-only';
comment on column ledger.letter_again.reason is 'Why the letter had failed';
create index on ledger.letter_again (tenant_id, outbox_id);
create trigger append_only before update or delete or truncate on ledger.letter_again
  for each statement execute function access.refuse_change();
alter table ledger.letter_again enable row level security;
revoke all on ledger.letter_again from public;
grant select on ledger.letter_again to waymark_web, waymark_narrow;
create policy kept on ledger.letter_again for select to waymark_web, waymark_narrow
  using (tenant_id = (select access.tenant()) and (select access.role()) in ('administrator', 'operator'));

create index on ledger.outbox (tenant_id, status, outbox_id desc);

-- Those who keep it going send a failed letter on its way again; a second press finds it on its way.
create or replace function access.send_again(letter bigint) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  had text;
begin
  if access.role() is null or access.role() not in ('administrator', 'operator') then
    return false;
  end if;
  select coalesce(o.last_error, '') into had from ledger.outbox o
  where o.outbox_id = letter and o.tenant_id = access.tenant() and o.status = 'failed'
    -- whose text is gone: a new one is asked for instead
    and o.kind not in ('reset', 'invite')
  for update;
  if not found then
    return false;
  end if;
  update ledger.outbox o
  set status = 'waiting', attempts = 0, not_before = now(), claimed_until = null, handed_at = null,
      retried_by = access.person_id()
  where o.outbox_id = letter;
  insert into ledger.letter_again (tenant_id, outbox_id, sent_by, reason)
  values (access.tenant(), letter, access.person_id(), had);
  return true;
end
$$;

-- To whom letters go. An administrator, who keeps the accounts, reads the name of a person; an operator the names of
-- chats and desks alone.
create function access.letter_receivers(letters bigint[]) returns table (outbox_id bigint, receiver text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if access.role() is null or access.role() not in ('administrator', 'operator') then
    return;
  end if;
  return query
    select o.outbox_id,
           case when o.channel <> 'email' then o.recipient
                when access.role() = 'administrator' then coalesce(p.display_name, o.recipient)
                else 'a person' end
    from ledger.outbox o left join ledger.person p on p.person_id = o.person_id and p.tenant_id = o.tenant_id
    where o.tenant_id = access.tenant() and o.outbox_id = any (letters);
end
$$;
revoke all on function access.letter_receivers(bigint[]) from public;
grant execute on function access.letter_receivers(bigint[]) to waymark_web, waymark_narrow;
