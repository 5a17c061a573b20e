-- A letter that its receiver may have, while nobody noted what the receiver said. Where the receiver can't tell a copy,
-- it is not sent again by itself: see docs/decisions/0022.
alter table ledger.outbox add column handed_at timestamptz;
comment on column ledger.outbox.handed_at is 'Since when the receiver may have the letter; null while it certainly has not';
grant select (handed_at) on ledger.outbox to waymark_web, waymark_narrow;

create or replace function access.send_again(letter bigint) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if not access.is_administrator() then
    return false;
  end if;
  update ledger.outbox o
  set status = 'waiting', attempts = 0, not_before = now(), claimed_until = null, handed_at = null,
      retried_by = access.person_id()
  where o.outbox_id = letter and o.tenant_id = access.tenant() and o.status = 'failed'
    -- whose text is gone: a new one is asked for instead
    and o.kind not in ('reset', 'invite');
  return found;
end
$$;
