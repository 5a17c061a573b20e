-- What of the pages is used, by how many, and what they found useful. No student, no text, no address with an id in
-- it; people by a pseudonym that changes each week and is made with a key that is not in the database.

create table ledger.event (
  event_id  bigint generated always as identity primary key,
  tenant_id text not null,
  at        timestamptz not null,
  who       text not null check (who ~ '^[0-9a-f]{24}$'),
  role      text not null,
  kind      text not null check (kind in ('view', 'file', 'api', 'action')),
  place     text not null check (length(place) between 1 and 200 and place !~ '[0-9]{4}'),
  filters   text[] not null default '{}'
);
comment on table ledger.event is 'One use of a page, kept for a while and then counted by weeks';
comment on column ledger.event.who is 'Pseudonym of the person, another one each week';
comment on column ledger.event.place is 'The pattern of the route';
comment on column ledger.event.filters is 'Names of the filters that were set, never their values';
create index on ledger.event (tenant_id, at);

create table ledger.event_week (
  tenant_id text not null,
  week      date not null,
  kind      text not null,
  place     text not null,
  role      text not null,
  events    bigint not null,
  people    bigint not null check (people >= 5),
  primary key (tenant_id, week, kind, place, role)
);
comment on table ledger.event_week is 'Events of a week, counted; groups of fewer than five people are not in it';

create table ledger.rating (
  tenant_id text not null,
  about     text not null check (about ~ '^[a-z][a-z0-9_:-]{0,79}$'),
  who       text not null check (who ~ '^[0-9a-f]{24}$'),
  is_useful boolean not null,
  rated_on  date not null default current_date,
  primary key (tenant_id, about, who)
);
comment on table ledger.rating is 'Whether people found a page or a figure useful; one word each, no text';

alter table ledger.event enable row level security;
alter table ledger.event_week enable row level security;
alter table ledger.rating enable row level security;
-- No policy: nobody reads single events. The administrator gets counts, from the functions below.

-- The first Monday (UTC) of what is still kept as single events.
create function access.usage_end(days integer) returns timestamptz
language sql stable set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$ select date_trunc('week', now() - make_interval(days => days)) $$;

-- Counts by week, kind, place and role. A role of fewer than five people stands in 'others' with all other such
-- roles of the place; where these together are fewer than five, the cell says nothing (null). No total is given,
-- from which the cell could be found.
create function access.usage_cells(tenant text, since timestamptz, until timestamptz)
returns table (week date, kind text, place text, role text, events bigint, people bigint)
language sql stable set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
  with noted as (
    select date_trunc('week', e.at)::date as week, e.kind, e.place, e.role, e.who from ledger.event e
    where e.tenant_id = tenant and e.at >= since and e.at < until
    union all
    select date_trunc('week', e.at)::date, 'filter', e.place || ' ' || f.name, e.role, e.who
    from ledger.event e cross join lateral unnest(e.filters) as f(name)
    where e.tenant_id = tenant and e.at >= since and e.at < until
  ), cell as (
    select n.week, n.kind, n.place, n.role, count(*) as events, count(distinct n.who) as people
    from noted n group by 1, 2, 3, 4
  ), merged as (
    select c.week, c.kind, c.place, case when c.people >= 5 then c.role else 'others' end as role,
           sum(c.events)::bigint as events, sum(c.people)::bigint as people
    from cell c group by 1, 2, 3, 4
  )
  select m.week, m.kind, m.place, m.role,
         case when m.people >= 5 then m.events end, case when m.people >= 5 then m.people end
  from merged m
$$;

-- The counts of the administrator's tenant; nothing to anybody else.
create function access.usage(weeks integer)
returns table (week date, kind text, place text, role text, events bigint, people bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
declare
  since constant timestamptz := date_trunc('week', now()) - make_interval(weeks => weeks - 1);
begin
  if not access.is_administrator() then
    return;
  end if;
  return query
    select c.* from access.usage_cells(access.tenant(), since, 'infinity') c
    union all
    select w.week, w.kind, w.place, w.role, w.events, w.people from ledger.event_week w
    where w.tenant_id = access.tenant() and w.week >= since::date;
end
$$;

-- How many found what useful, where five or more said so.
create function access.ratings()
returns table (about text, useful bigint, not_useful bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if not access.is_administrator() then
    return;
  end if;
  return query
    select r.about, count(*) filter (where r.is_useful), count(*) filter (where not r.is_useful)
    from ledger.rating r where r.tenant_id = access.tenant()
    group by r.about having count(*) >= 5;
end
$$;

-- The state of things that an answer of published figures rests on: the publication, who asks, and what is open to
-- the person today.
create function access.version() returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
begin
  return md5(concat_ws(E'\n', access.person_id(), access.tenant(), access.role(), current_date,
    (select concat_ws(' ', r.run_id, r.published_at, r.risk_deployment_id) from ledger.run r
     where r.tenant_id = access.tenant() and r.status = 'published' order by r.published_at desc limit 1),
    (select r.run_id || r.status from ledger.run r
     where r.tenant_id = access.tenant() order by r.started_at desc limit 1),
    (select string_agg(g::text, ' ' order by g.grant_id) from access.grants() g)));
end
$$;

revoke all on function access.usage_end(integer), access.usage_cells(text, timestamptz, timestamptz),
  access.usage(integer), access.ratings(), access.version() from public;
grant execute on function access.usage(integer), access.ratings(), access.version() to waymark_web, waymark_narrow;
