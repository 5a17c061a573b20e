-- What is news, who was told, what each person wants to be told, and how letters leave the house.

-- Something that holds from one night to a later one: a student is at High Risk, an attendance is below the line, a
-- mark fails, a grade's scores fell, a file was refused. It is news once, on the night it opens.
create table ledger.episode (
  episode_id bigint generated always as identity primary key,
  tenant_id  text not null,
  kind       text not null check (kind in ('high_risk', 'attendance', 'failing_grade', 'cohort_decline', 'data_refused')),
  subject    text not null check (length(subject) between 1 and 200),
  student_id bigint,
  school_id  bigint,
  lines      jsonb not null check (jsonb_typeof(lines) = 'array'),
  run_id     text not null,
  opened_at  timestamptz not null,
  ended_at   timestamptz,
  is_silent  boolean not null default false,
  check (ended_at >= opened_at)
);
comment on table ledger.episode is 'Something that holds from one night to a later one; news on the night it opens';
comment on column ledger.episode.subject is 'What it is about; stays the same from night to night while it holds';
comment on column ledger.episode.lines is 'What happened, in sentences without a name';
comment on column ledger.episode.is_silent is 'True when it held already on the first night, so that nobody was told';
create unique index on ledger.episode (tenant_id, kind, subject) where ended_at is null;
create index on ledger.episode (tenant_id, kind, subject, ended_at);
create index on ledger.episode (tenant_id, student_id) where student_id is not null;

-- The night from which on a kind of news is told: what held then is told as one number.
create table ledger.alert_baseline (
  tenant_id text not null,
  kind      text not null,
  run_id    text not null,
  at        timestamptz not null,
  standing  integer not null check (standing >= 0),
  primary key (tenant_id, kind)
);

-- What each night brought: how much news, to how many people, and how much of it reached nobody.
create table ledger.alert_night (
  tenant_id text not null,
  run_id    text not null,
  at        timestamptz not null,
  news      integer not null default 0,
  people    integer not null default 0,
  letters   integer not null default 0,
  unreached integer not null default 0,
  fault     text check (length(fault) <= 300),
  primary key (tenant_id, run_id)
);
comment on column ledger.alert_night.unreached is 'News for which nobody with an account was to be told';
comment on column ledger.alert_night.fault is 'Why nothing was told; the next night makes up for it';

-- One piece of news as one person was told it.
create table ledger.alert (
  alert_id   bigint generated always as identity primary key,
  tenant_id  text not null,
  person_id  text not null references ledger.person on delete cascade,
  episode_id bigint not null references ledger.episode on delete cascade,
  because    text not null check (length(because) between 1 and 100),
  way        text not null check (way in ('email', 'page', 'digest')),
  told_at    timestamptz not null,
  seen_at    timestamptz,
  unique (person_id, episode_id)
);
comment on column ledger.alert.because is 'Why this person was told: counselor, homeroom teacher, school leader and so on';
create index on ledger.alert (episode_id);

-- What a person wants to be told, and how. Without a row: e-mail.
create table ledger.alert_choice (
  person_id text not null references ledger.person on delete cascade,
  tenant_id text not null,
  kind      text not null check (kind in ('high_risk', 'attendance', 'failing_grade', 'cohort_decline', 'data_refused', 'digest')),
  way       text not null check (way in ('email', 'page', 'digest', 'off')),
  primary key (person_id, kind)
);

-- When a person's letters wait. Without a row: the district's own hours.
create table ledger.alert_hours (
  person_id   text primary key references ledger.person on delete cascade,
  tenant_id   text not null,
  quiet_from  time not null,
  quiet_to    time not null,
  is_weekend_quiet boolean not null default false
);

-- Who sees which of some students, and by which bond: the one rule behind who_sees and behind every letter.
-- For the ledger's own writers alone; it asks nobody who they are.
create function access.seers(tenant text, students bigint[])
returns table (student_id bigint, person_id text, bond text, school_id bigint, staff_id bigint, ends_on date, reason text)
language plpgsql stable set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
begin
  return query
  with known as (
    select s.student_id from analytics.dim_students s
    where s.tenant_id = tenant and s.student_id = any (students)),
  granted as (
    select g.* from ledger.grant_scope g
    join ledger.person p on p.person_id = g.person_id and p.tenant_id = g.tenant_id
    where g.tenant_id = tenant and p.is_active and p.role not in ('board', 'administrator', 'operator')
      and g.revoked_at is null
      and (g.starts_on is null or g.starts_on <= current_date)
      and (g.ends_on is null or g.ends_on >= current_date))
  select k.student_id, g.person_id, 'district', g.school_id, g.staff_id, g.ends_on, g.reason
  from known k cross join granted g where g.scope = 'district'
  union all
  select k.student_id, g.person_id, 'school', g.school_id, g.staff_id, g.ends_on, g.reason
  from known k
  join analytics.student_school y on y.tenant_id = tenant and y.student_id = k.student_id
  join granted g on g.scope = 'school' and g.school_id = y.school_id
  union all
  select k.student_id, g.person_id, case g.scope when 'section_of_staff' then 'section' else 'caseload' end,
         g.school_id, g.staff_id, g.ends_on, g.reason
  from known k
  join analytics.staff_student t on t.tenant_id = tenant and t.student_id = k.student_id
  join granted g on g.staff_id = t.staff_id
    and (g.scope = 'section_of_staff' and coalesce(t.relation, 'section') = 'section'
         or g.scope = 'caseload_of_staff' and t.relation = 'caseload')
  union all
  select k.student_id, g.person_id, 'student', g.school_id, g.staff_id, g.ends_on, g.reason
  from known k join granted g on g.scope = 'student' and g.student_id = k.student_id;
end
$$;
revoke all on function access.seers(text, bigint[]) from public;

create or replace function access.who_sees(student bigint)
returns table (person_id text, display_name text, role text, bond text, school_id bigint, ends_on date, reason text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
begin
  if not access.sees_student(student) then
    return;
  end if;
  return query
    select distinct p.person_id, p.display_name, p.role, s.bond, s.school_id, s.ends_on, s.reason
    from access.seers(access.tenant(), array[student]) s
    join ledger.person p on p.person_id = s.person_id
    order by 4, 2;
end
$$;

alter table ledger.outbox add column episode_id bigint references ledger.episode on delete set null;
alter table ledger.outbox add column run_id text;
alter table ledger.outbox add column retried_by text references ledger.person;
create index on ledger.outbox (tenant_id, created_at desc);

alter table ledger.episode enable row level security;
alter table ledger.alert_baseline enable row level security;
alter table ledger.alert_night enable row level security;
alter table ledger.alert enable row level security;
alter table ledger.alert_choice enable row level security;
alter table ledger.alert_hours enable row level security;

-- An episode is seen by whoever sees what it is about.
grant select on ledger.episode to waymark_web, waymark_narrow;
create policy visible on ledger.episode for select to waymark_web
  using (tenant_id = (select access.tenant())
         and case when kind = 'data_refused' then (select access.is_district() or access.role() in ('administrator', 'operator'))
                  when (select access.is_district()) then true
                  when student_id is not null then student_id in (select access.visible_students())
                  else school_id = any ((select access.school_ids())::bigint[]) end);
create policy visible_narrow on ledger.episode for select to waymark_narrow
  using (tenant_id = (select access.tenant())
         and case when kind = 'data_refused' then (select access.role() in ('administrator', 'operator'))
                  when student_id is not null then student_id = any ((select access.visible_student_ids())::bigint[])
                  else school_id = any ((select access.school_ids())::bigint[]) end);

-- Everybody reads what they were told themselves, and marks it as seen; nobody reads another's.
grant select, update (seen_at) on ledger.alert to waymark_web, waymark_narrow;
create policy own on ledger.alert for select to waymark_web, waymark_narrow
  using (tenant_id = (select access.tenant()) and person_id = (select access.person_id()));
create policy seen on ledger.alert for update to waymark_web, waymark_narrow
  using (tenant_id = (select access.tenant()) and person_id = (select access.person_id()))
  with check (tenant_id = (select access.tenant()) and person_id = (select access.person_id()));

grant select, insert, update, delete on ledger.alert_choice, ledger.alert_hours to waymark_web, waymark_narrow;
create policy own on ledger.alert_choice for all to waymark_web, waymark_narrow
  using (tenant_id = (select access.tenant()) and person_id = (select access.person_id()))
  with check (tenant_id = (select access.tenant()) and person_id = (select access.person_id()));
create policy own on ledger.alert_hours for all to waymark_web, waymark_narrow
  using (tenant_id = (select access.tenant()) and person_id = (select access.person_id()))
  with check (tenant_id = (select access.tenant()) and person_id = (select access.person_id()));

grant select on ledger.alert_baseline, ledger.alert_night to waymark_web, waymark_narrow;
create policy visible on ledger.alert_baseline for select to waymark_web, waymark_narrow
  using (tenant_id = (select access.staff_tenant()) or tenant_id = (select access.tenant())
         and (select access.role()) = 'operator');
create policy visible on ledger.alert_night for select to waymark_web, waymark_narrow
  using (tenant_id = (select access.tenant()) and (select access.role()) in ('administrator', 'operator'));

-- Letters as an administrator and an operator see them: kind, channel, state. Never to whom, about whom, or what.
grant select (outbox_id, tenant_id, kind, channel, created_at, not_before, status, attempts, claimed_until, sent_at,
              last_error, retried_by) on ledger.outbox to waymark_web, waymark_narrow;
create policy kept on ledger.outbox for select to waymark_web, waymark_narrow
  using (tenant_id = (select access.tenant()) and (select access.role()) in ('administrator', 'operator'));

-- An administrator sends a failed letter on its way again.
create function access.send_again(letter bigint) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if not access.is_administrator() then
    return false;
  end if;
  update ledger.outbox o
  set status = 'waiting', attempts = 0, not_before = now(), claimed_until = null, retried_by = access.person_id()
  where o.outbox_id = letter and o.tenant_id = access.tenant() and o.status = 'failed'
    -- whose text is gone: a new one is asked for instead
    and o.kind not in ('reset', 'invite');
  return found;
end
$$;
revoke all on function access.send_again(bigint) from public;
grant execute on function access.send_again(bigint) to waymark_web, waymark_narrow;
