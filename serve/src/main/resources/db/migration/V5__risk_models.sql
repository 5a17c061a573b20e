-- Every model that was trained, who approved it, and who is in charge of the scores. Nothing here is ever changed:
-- a decision is a new row, and taking one back is another.

create table ledger.risk_model (
  tenant_id      text not null,
  model_id       text not null,
  trained_at     timestamptz not null default now(),
  trained_by     text not null,
  run_id         text not null,
  data_hash      text not null,
  features       jsonb not null,
  parameters     jsonb not null,
  proof          jsonb not null,
  artifact       bytea not null,
  is_released    boolean not null generated always as (coalesce((proof ->> 'released')::boolean, false)) stored,
  release_reason text not null,
  primary key (tenant_id, model_id),
  -- The id is the model: bytes that were exchanged would no longer fit it.
  check (model_id = left(encode(sha256(artifact), 'hex'), 12))
);
comment on column ledger.risk_model.run_id is 'The run whose snapshot it learned from';
comment on column ledger.risk_model.is_released is 'Whether it beat the indicator rule on students it had never seen';

-- A training that ended without a model, and why: too few students, one class only, no history, a leaked label.
create table ledger.risk_refusal (
  tenant_id  text not null,
  refused_at timestamptz not null default now(),
  tried_by   text not null,
  run_id     text not null,
  reason     text not null
);
create index on ledger.risk_refusal (tenant_id, refused_at desc);

create table ledger.risk_approval (
  tenant_id   text not null,
  model_id    text not null,
  person_id   text not null,
  person_name text not null,
  person_role text not null,
  approved_at timestamptz not null,
  note        text not null default '',
  primary key (tenant_id, model_id, person_id),
  foreign key (tenant_id, model_id) references ledger.risk_model
);

create table ledger.risk_deployment (
  deployment_id     bigint primary key generated always as identity,
  tenant_id         text not null,
  follows_id        bigint references ledger.risk_deployment,
  kind              text not null check (kind in ('promote', 'canary', 'rollback')),
  champion_model_id text,
  canary_model_id   text check (canary_model_id is distinct from champion_model_id or canary_model_id is null),
  canary_school_ids bigint[] not null default '{}',
  decided_by        text not null,
  person_name       text not null,
  person_role       text not null,
  decided_at        timestamptz not null,
  note              text not null default '',
  check ((canary_model_id is null) = (cardinality(canary_school_ids) = 0)),
  foreign key (tenant_id, champion_model_id) references ledger.risk_model (tenant_id, model_id),
  foreign key (tenant_id, canary_model_id) references ledger.risk_model (tenant_id, model_id),
  -- Of two who decide at once, one decided about what was no longer there.
  constraint decided_once unique nulls not distinct (tenant_id, follows_id)
);
comment on column ledger.risk_deployment.champion_model_id is 'The model whose scores are shown; null for the indicator rule';
comment on column ledger.risk_deployment.follows_id is 'The decision that was in force when this one was made';

alter table ledger.run add column risk_deployment_id bigint references ledger.risk_deployment;
comment on column ledger.run.risk_deployment_id is 'The decision about models that the published scores follow; null for the indicator rule';

-- Who decides: an open account with the role and a grant of the district, on the day (UTC).
create function access.require_decider(person text, tenant text) returns ledger.person
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
declare
  who ledger.person;
begin
  select p.* into who from ledger.person p
  where p.person_id = person and p.tenant_id = tenant and p.is_active and p.role = 'district'
    and exists (select from ledger.grant_scope g
                where g.person_id = p.person_id and g.tenant_id = p.tenant_id and g.scope = 'district'
                  and (g.starts_on is null or g.starts_on <= current_date)
                  and (g.ends_on is null or g.ends_on >= current_date));
  if not found then
    raise exception using errcode = 'WM403', message = 'Only a person of the district decides about models';
  end if;
  return who;
end
$$;

-- Name, role and time are the ledger's own, whatever the row said.
create function access.stamp_risk_approval() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who ledger.person := access.require_decider(new.person_id, new.tenant_id);
begin
  new.person_name := who.display_name;
  new.person_role := who.role;
  new.approved_at := now();
  if not exists (select from ledger.risk_model m
                 where m.tenant_id = new.tenant_id and m.model_id = new.model_id and m.is_released) then
    raise exception using errcode = 'WM001',
      message = 'Model ' || new.model_id || ' did not beat the indicator rule, so it cannot be approved';
  end if;
  return new;
end
$$;

create function access.stamp_risk_deployment() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who ledger.person := access.require_decider(new.decided_by, new.tenant_id);
  current_id bigint;
  model text;
  school bigint;
begin
  new.person_name := who.display_name;
  new.person_role := who.role;
  new.decided_at := now();
  foreach model in array array_remove(array[new.champion_model_id, new.canary_model_id], null) loop
    if not exists (select from ledger.risk_approval a
                   where a.tenant_id = new.tenant_id and a.model_id = model) then
      raise exception using errcode = 'WM002',
        message = 'Model ' || model || ' is not approved, so it cannot make scores';
    end if;
  end loop;
  foreach school in array new.canary_school_ids loop
    if school is null or not exists (select from analytics.dim_schools s
                   where s.tenant_id = new.tenant_id and s.school_id = school) then
      raise exception using errcode = 'WM003', message = 'There is no school ' || coalesce(school::text, 'without an id');
    end if;
  end loop;
  select max(d.deployment_id) into current_id from ledger.risk_deployment d where d.tenant_id = new.tenant_id;
  if new.follows_id is distinct from current_id then
    raise exception using errcode = 'WM004', message = 'Somebody else has decided in the meantime';
  end if;
  return new;
end
$$;

create trigger stamp before insert on ledger.risk_approval
  for each row execute function access.stamp_risk_approval();
create trigger stamp before insert on ledger.risk_deployment
  for each row execute function access.stamp_risk_deployment();

revoke all on function access.require_decider(text, text), access.stamp_risk_approval(),
  access.stamp_risk_deployment() from public;

alter table ledger.risk_model enable row level security;
alter table ledger.risk_refusal enable row level security;
alter table ledger.risk_approval enable row level security;
alter table ledger.risk_deployment enable row level security;

-- The proof is read by everybody of the tenant; the model itself by nobody but its owner.
grant select (tenant_id, model_id, trained_at, trained_by, run_id, data_hash, features, parameters, proof,
              is_released, release_reason)
  on ledger.risk_model to waymark_web, waymark_narrow, waymark_reader;
grant select on ledger.risk_refusal, ledger.risk_approval, ledger.risk_deployment to waymark_web, waymark_narrow, waymark_reader;

do $$
declare
  t text;
begin
  foreach t in array array['risk_model', 'risk_refusal', 'risk_approval', 'risk_deployment'] loop
    execute format('create policy visible on ledger.%I for select to waymark_web, waymark_narrow, waymark_reader '
                   'using (tenant_id = (select access.tenant()))', t);
  end loop;
end
$$;

-- Decisions, in one's own name.
grant insert (tenant_id, model_id, person_id, note) on ledger.risk_approval to waymark_web;
create policy decided on ledger.risk_approval for insert to waymark_web
  with check (tenant_id = (select access.tenant()) and (select access.is_district())
              and person_id = (select access.person_id()));
grant insert (tenant_id, follows_id, kind, champion_model_id, canary_model_id, canary_school_ids, decided_by, note)
  on ledger.risk_deployment to waymark_web;
create policy decided on ledger.risk_deployment for insert to waymark_web
  with check (tenant_id = (select access.tenant()) and (select access.is_district())
              and decided_by = (select access.person_id()));
