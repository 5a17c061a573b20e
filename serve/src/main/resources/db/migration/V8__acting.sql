-- What people do for a student: the team, plans with their sessions and progress, notes, and what became of each
-- next step that was shown. Every table carries the student, and whoever sees the student sees the rows; acting
-- takes a role that acts as well.

-- Those who act for students. An analyst sees as much as a district leader and writes nothing.
create function access.acts() returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce(access.role() in ('district', 'school', 'counselor', 'teacher'), false);
end
$$;

-- Leaders and counselors, for notes that are theirs alone.
create function access.leads_or_counsels() returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce(access.role() in ('district', 'school', 'counselor'), false);
end
$$;

-- Who looks after a student. Being on the team opens nothing: only a person who sees the student can be on it,
-- and a member who no longer sees the student sees the rows no longer.
create table ledger.team_member (
  team_member_id bigint generated always as identity primary key,
  tenant_id      text not null,
  student_id     bigint not null,
  person_id      text not null references ledger.person,
  duty           text not null default '' check (length(duty) <= 80),
  added_by       text not null references ledger.person,
  added_at       timestamptz not null default now(),
  removed_by     text references ledger.person,
  removed_at     timestamptz,
  check ((removed_by is null) = (removed_at is null))
);
comment on table ledger.team_member is 'Who looks after a student; one row per stay on the team';
create unique index on ledger.team_member (tenant_id, student_id, person_id) where removed_at is null;
create index on ledger.team_member (person_id) where removed_at is null;

-- A student whose team the person is on today.
create function access.team_student_ids() returns bigint[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce((select array_agg(m.student_id) from ledger.team_member m
                   where m.person_id = access.person_id() and m.tenant_id = access.tenant()
                     and m.removed_at is null), '{}');
end
$$;

-- Whether a person sees a student today, for the team and for who leads a plan.
create function access.person_sees(person text, student bigint) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return exists (select from access.who_sees(student) w where w.person_id = person and w.role <> 'analyst');
end
$$;

create table ledger.plan (
  plan_id             bigint generated always as identity primary key,
  tenant_id           text not null,
  student_id          bigint not null,
  entry_key           text not null check (length(entry_key) between 8 and 80),
  title               text not null check (length(title) between 1 and 120),
  tier                smallint not null check (tier between 1 and 3),
  area                text not null check (area in
                        ('attendance', 'behavior', 'reading', 'math', 'coursework', 'wellbeing')),
  measure             text not null check (length(measure) between 1 and 120),
  baseline            numeric(12, 3) not null,
  target              numeric(12, 3) not null,
  goal_by             date not null,
  what                text not null default '' check (length(what) <= 4000),
  starts_on           date not null,
  minutes_per_session smallint not null check (minutes_per_session between 1 and 480),
  sessions_per_week   smallint not null check (sessions_per_week between 1 and 20),
  lead_id             text not null references ledger.person,
  delivered_by        text not null default '' check (length(delivered_by) <= 200),
  playbook            text check (playbook ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  playbook_version    text check (length(playbook_version) <= 64),
  status              text not null default 'open' check (status in ('open', 'completed', 'stopped')),
  outcome             text check (outcome in ('met', 'partly', 'not', 'stopped')),
  outcome_reason      text not null default '' check (length(outcome_reason) <= 1000),
  ended_on            date,
  version             integer not null default 1 check (version >= 1),
  created_by          text not null references ledger.person,
  created_role        text not null,
  created_at          timestamptz not null default now(),
  changed_by          text not null references ledger.person,
  changed_at          timestamptz not null default now(),
  check (baseline <> target),
  check (goal_by > starts_on and goal_by <= starts_on + 731),
  check ((status = 'open') = (outcome is null)),
  check ((status = 'open') = (ended_on is null)),
  check ((status = 'stopped') = (outcome is not distinct from 'stopped')),
  check (status <> 'stopped' or length(outcome_reason) > 0),
  unique (tenant_id, entry_key),
  unique (plan_id, tenant_id, student_id)
);
comment on table ledger.plan is 'An intervention for one student: goal, dosage, who, and what came of it';
comment on column ledger.plan.entry_key is 'Made by the form, so that a form sent twice makes one plan';
comment on column ledger.plan.tier is 'MTSS tier: 1 everyone, 2 some, 3 few';
comment on column ledger.plan.version is 'Grows by one with each change; a change on top of an older one is refused';
create index on ledger.plan (tenant_id, student_id);
create index on ledger.plan (student_id);
create index on ledger.plan (lead_id) where status = 'open';

-- What each change of a plan changed. Written by the database itself, so that no change is without it.
create table ledger.plan_event (
  plan_id    bigint not null,
  tenant_id  text not null,
  student_id bigint not null,
  version    integer not null,
  kind       text not null check (kind in ('created', 'changed', 'completed', 'stopped', 'reopened')),
  changes    jsonb not null check (jsonb_typeof(changes) = 'object'),
  by_id      text not null references ledger.person,
  at         timestamptz not null default clock_timestamp(),
  primary key (plan_id, version),
  foreign key (plan_id, tenant_id, student_id) references ledger.plan (plan_id, tenant_id, student_id)
);
comment on column ledger.plan_event.changes is 'Each field that changed, with the value before and after';
create index on ledger.plan_event (student_id);
create trigger append_only before update or delete or truncate on ledger.plan_event
  for each statement execute function access.refuse_change();

create function access.plan_guard() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.version <> old.version + 1 then
    raise exception using errcode = 'WM409', message = 'A plan is changed one version at a time';
  end if;
  if new.lead_id <> old.lead_id and not access.person_sees(new.lead_id, new.student_id) then
    raise exception using errcode = 'WM422', message = 'Who leads a plan sees the student; this person does not see the student';
  end if;
  new.changed_at := clock_timestamp();
  return new;
end
$$;
create trigger guard before update on ledger.plan for each row execute function access.plan_guard();

create function access.plan_history() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  silent constant text[] := array['version', 'changed_by', 'changed_at', 'plan_id', 'tenant_id', 'student_id',
                                  'entry_key', 'created_by', 'created_role', 'created_at'];
  changed jsonb := '{}';
begin
  if tg_op = 'UPDATE' then
    select coalesce(jsonb_object_agg(n.key, jsonb_build_array(o.value, n.value)), '{}') into changed
    from jsonb_each(to_jsonb(new)) n join jsonb_each(to_jsonb(old)) o on o.key = n.key
    where n.value is distinct from o.value and n.key <> all (silent);
  end if;
  insert into ledger.plan_event (plan_id, tenant_id, student_id, version, kind, changes, by_id)
  values (new.plan_id, new.tenant_id, new.student_id, new.version,
          case when tg_op = 'INSERT' then 'created'
               when new.status = old.status then 'changed'
               when new.status = 'open' then 'reopened'
               else new.status end,
          changed, new.changed_by);
  return null;
end
$$;
create trigger history after insert or update on ledger.plan for each row execute function access.plan_history();

-- A meeting that took place, or one that was due and didn't. Never changed: a mistake is withdrawn.
create table ledger.plan_session (
  plan_session_id bigint generated always as identity primary key,
  plan_id         bigint not null,
  tenant_id       text not null,
  student_id      bigint not null,
  entry_key       text not null check (length(entry_key) between 8 and 80),
  held_on         date not null,
  minutes         smallint not null check (minutes between 0 and 480),
  missed          text check (missed in ('student_absent', 'staff_absent', 'no_school', 'other')),
  remark          text not null default '' check (length(remark) <= 300),
  logged_by       text not null references ledger.person,
  logged_at       timestamptz not null default now(),
  withdrawn_by    text references ledger.person,
  withdrawn_at    timestamptz,
  check ((missed is null) = (minutes > 0)),
  check ((withdrawn_by is null) = (withdrawn_at is null)),
  unique (tenant_id, entry_key),
  foreign key (plan_id, tenant_id, student_id) references ledger.plan (plan_id, tenant_id, student_id)
);
comment on column ledger.plan_session.missed is 'Why a session that was due was not held; null when it was';
create index on ledger.plan_session (plan_id);
create index on ledger.plan_session (student_id);

-- One measurement of a plan's goal. A second value for the same day takes the place of the first, which stays.
create table ledger.plan_point (
  plan_point_id bigint generated always as identity primary key,
  plan_id       bigint not null,
  tenant_id     text not null,
  student_id    bigint not null,
  measured_on   date not null,
  value         numeric(12, 3) not null,
  remark        text not null default '' check (length(remark) <= 300),
  noted_by      text not null references ledger.person,
  noted_at      timestamptz not null default now(),
  withdrawn_by  text references ledger.person,
  withdrawn_at  timestamptz,
  check ((withdrawn_by is null) = (withdrawn_at is null)),
  foreign key (plan_id, tenant_id, student_id) references ledger.plan (plan_id, tenant_id, student_id)
);
create unique index on ledger.plan_point (plan_id, measured_on) where withdrawn_at is null;
create index on ledger.plan_point (student_id);

create table ledger.note (
  note_id      bigint generated always as identity primary key,
  tenant_id    text not null,
  student_id   bigint not null,
  plan_id      bigint,
  entry_key    text not null check (length(entry_key) between 8 and 80),
  visibility   text not null check (visibility in ('team', 'seers', 'leaders')),
  body         text not null check (length(body) between 1 and 4000),
  written_by   text not null references ledger.person,
  written_at   timestamptz not null default now(),
  withdrawn_at timestamptz,
  unique (tenant_id, entry_key),
  foreign key (plan_id, tenant_id, student_id) references ledger.plan (plan_id, tenant_id, student_id)
);
comment on column ledger.note.visibility is
  'team: the team of the student; seers: whoever sees the student; leaders: counselors and leaders who see the student. The author always';
create index on ledger.note (student_id);

-- A next step that somebody was shown, with the chance that the order had of coming out so.
create table ledger.step_offer (
  step_offer_id bigint generated always as identity primary key,
  tenant_id     text not null,
  student_id    bigint not null,
  person_id     text not null references ledger.person,
  role          text not null,
  playbook      text not null check (playbook ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  version       text not null check (length(version) <= 64),
  position      smallint not null check (position >= 1),
  of_steps      smallint not null check (of_steps >= position),
  propensity    double precision not null check (propensity > 0 and propensity <= 1),
  is_to_learn   boolean not null,
  shown_on      date not null default current_date,
  unique (tenant_id, person_id, student_id, playbook, shown_on)
);
comment on column ledger.step_offer.propensity is 'Chance that the order put the step at this position: 1 where nothing is tried out';
create index on ledger.step_offer (student_id);

-- What somebody decided about a next step. The newest counts.
create table ledger.step_decision (
  step_decision_id bigint generated always as identity primary key,
  tenant_id        text not null,
  student_id       bigint not null,
  playbook         text not null check (playbook ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  decision         text not null check (decision in ('accepted', 'dismissed', 'deferred')),
  reason           text check (reason in ('does_not_fit', 'tried_before', 'family_declined', 'no_one_free', 'other')),
  words            text not null default '' check (length(words) <= 300),
  until_on         date,
  plan_id          bigint,
  decided_by       text not null references ledger.person,
  decided_role     text not null,
  decided_at       timestamptz not null default now(),
  check ((decision = 'dismissed') = (reason is not null)),
  check ((decision = 'deferred') = (until_on is not null)),
  check ((decision = 'accepted') = (plan_id is not null)),
  foreign key (plan_id, tenant_id, student_id) references ledger.plan (plan_id, tenant_id, student_id)
);
create index on ledger.step_decision (student_id);
create index on ledger.step_decision (tenant_id, playbook);

-- Policies: reading follows the sight of the student; writing asks for a role that acts and one's own name.
do $$
declare
  t text;
  tenant constant text := 'tenant_id = (select access.tenant())';
  wide constant text := '((select access.is_district()) or student_id in (select access.visible_students()))';
  narrow constant text := 'student_id = any ((select access.visible_student_ids())::bigint[])';
  author text;
  note constant text :=
    ' and (written_by = (select access.person_id()) or visibility = ''seers'''
    ' or (visibility = ''team'' and student_id = any ((select access.team_student_ids())::bigint[]))'
    ' or (visibility = ''leaders'' and (select access.leads_or_counsels())))';
  extra text;
begin
  foreach t in array array['team_member', 'plan', 'plan_event', 'plan_session', 'plan_point', 'note', 'step_offer',
                           'step_decision'] loop
    execute format('alter table ledger.%I enable row level security', t);
    execute format('revoke all on ledger.%I from public', t);
    extra := case t when 'note' then note else '' end;
    execute format('create policy visible on ledger.%I for select to waymark_web, waymark_reader using (%s and %s%s)',
                   t, tenant, wide, extra);
    execute format('create policy visible_narrow on ledger.%I for select to waymark_narrow using (%s and %s%s)',
                   t, tenant, narrow, extra);
    execute format('grant select on ledger.%I to waymark_web, waymark_narrow', t);
    author := case t when 'team_member' then 'added_by' when 'plan' then 'created_by'
                     when 'plan_session' then 'logged_by' when 'plan_point' then 'noted_by'
                     when 'note' then 'written_by' when 'step_offer' then 'person_id'
                     when 'step_decision' then 'decided_by' end;
    if author is not null then
      execute format('create policy acted on ledger.%I for insert to waymark_web, waymark_narrow '
                     'with check (%s and (select access.acts()) and %I = (select access.person_id()) '
                     'and access.sees_student(student_id))', t, tenant, author);
    end if;
  end loop;

  -- Plans, sessions and points are figures that a BI tool may join; what people wrote to each other is not.
  foreach t in array array['plan', 'plan_session', 'plan_point'] loop
    execute format('grant select on ledger.%I to waymark_reader', t);
  end loop;

  foreach t in array array['team_member', 'plan', 'plan_session', 'plan_point'] loop
    execute format('create policy changed on ledger.%I for update to waymark_web using (%s and %s and (select access.acts())) '
                   'with check (%s and (select access.acts()))', t, tenant, wide, tenant);
    execute format('create policy changed_narrow on ledger.%I for update to waymark_narrow using (%s and %s and (select access.acts())) '
                   'with check (%s and (select access.acts()))', t, tenant, narrow, tenant);
  end loop;
end
$$;

-- Only a person who sees the student joins the team or leads a plan; a role on paper is the role that the person has.
create policy seen on ledger.team_member as restrictive for insert to waymark_web, waymark_narrow
  with check (access.person_sees(person_id, student_id));
create policy own_role on ledger.plan as restrictive for insert to waymark_web, waymark_narrow
  with check (created_role = (select access.role()) and changed_by = created_by and version = 1 and status = 'open'
              and access.person_sees(lead_id, student_id));
create policy own_role on ledger.step_decision as restrictive for insert to waymark_web, waymark_narrow
  with check (decided_role = (select access.role()));
create policy own_role on ledger.step_offer as restrictive for insert to waymark_web, waymark_narrow
  with check (role = (select access.role()));
create policy own_name on ledger.plan as restrictive for update to waymark_web, waymark_narrow
  using (true) with check (changed_by = (select access.person_id()));
create policy own_name on ledger.team_member as restrictive for update to waymark_web, waymark_narrow
  using (removed_at is null) with check (removed_by = (select access.person_id()));
create policy own_name on ledger.plan_session as restrictive for update to waymark_web, waymark_narrow
  using (withdrawn_at is null) with check (withdrawn_by = (select access.person_id()));
create policy own_name on ledger.plan_point as restrictive for update to waymark_web, waymark_narrow
  using (withdrawn_at is null) with check (withdrawn_by = (select access.person_id()));
-- A note is taken back by its author alone.
create policy own on ledger.note for update to waymark_web, waymark_narrow
  using (tenant_id = (select access.tenant()) and written_by = (select access.person_id())
         and (select access.acts()) and withdrawn_at is null)
  with check (written_by = (select access.person_id()));

-- Keys and clocks are the server's own: only these columns can be given.
grant insert (tenant_id, student_id, person_id, duty, added_by) on ledger.team_member to waymark_web, waymark_narrow;
grant update (removed_by, removed_at) on ledger.team_member to waymark_web, waymark_narrow;
grant insert (tenant_id, student_id, entry_key, title, tier, area, measure, baseline, target, goal_by, what, starts_on,
              minutes_per_session, sessions_per_week, lead_id, delivered_by, playbook, playbook_version, created_by,
              created_role, changed_by)
  on ledger.plan to waymark_web, waymark_narrow;
grant update (title, tier, area, measure, baseline, target, goal_by, what, starts_on, minutes_per_session,
              sessions_per_week, lead_id, delivered_by, status, outcome, outcome_reason, ended_on, version, changed_by)
  on ledger.plan to waymark_web, waymark_narrow;
grant insert (plan_id, tenant_id, student_id, entry_key, held_on, minutes, missed, remark, logged_by)
  on ledger.plan_session to waymark_web, waymark_narrow;
grant update (withdrawn_by, withdrawn_at) on ledger.plan_session to waymark_web, waymark_narrow;
grant insert (plan_id, tenant_id, student_id, measured_on, value, remark, noted_by)
  on ledger.plan_point to waymark_web, waymark_narrow;
grant update (withdrawn_by, withdrawn_at) on ledger.plan_point to waymark_web, waymark_narrow;
grant insert (tenant_id, student_id, plan_id, entry_key, visibility, body, written_by)
  on ledger.note to waymark_web, waymark_narrow;
grant update (withdrawn_at) on ledger.note to waymark_web, waymark_narrow;
grant insert (tenant_id, student_id, person_id, role, playbook, version, position, of_steps, propensity, is_to_learn)
  on ledger.step_offer to waymark_web, waymark_narrow;
grant insert (tenant_id, student_id, playbook, decision, reason, words, until_on, plan_id, decided_by, decided_role)
  on ledger.step_decision to waymark_web, waymark_narrow;

-- The names of colleagues that a person may read beside a student's rows: those of the own tenant, nothing else
-- about them. Accounts themselves stay closed.
create function access.colleague(wanted text) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return (select p.display_name from ledger.person p
          where p.person_id = wanted and p.tenant_id = access.staff_tenant());
end
$$;

-- What the order of next steps learns from: counts over the whole tenant, no student in them.
create function access.step_counts()
returns table (playbook text, role text, accepted bigint, dismissed bigint, met bigint, partly bigint, unmet bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  tenant constant text := access.staff_tenant();
begin
  return query
    with decided as (
      select d.playbook, d.decided_role as role,
             count(*) filter (where d.decision = 'accepted') as accepted,
             count(*) filter (where d.decision = 'dismissed') as dismissed
      from ledger.step_decision d where d.tenant_id = tenant and d.decision <> 'deferred' group by 1, 2),
    ended as (
      select p.playbook, p.created_role as role, count(*) filter (where p.outcome = 'met') as met,
             count(*) filter (where p.outcome = 'partly') as partly, count(*) filter (where p.outcome = 'not') as unmet
      from ledger.plan p where p.tenant_id = tenant and p.playbook is not null and p.outcome is not null group by 1, 2)
    select coalesce(d.playbook, e.playbook), coalesce(d.role, e.role), coalesce(d.accepted, 0), coalesce(d.dismissed, 0),
           coalesce(e.met, 0), coalesce(e.partly, 0), coalesce(e.unmet, 0)
    from decided d full join ended e on e.playbook = d.playbook and e.role = d.role
    order by 1, 2;
end
$$;

revoke all on function access.acts(), access.leads_or_counsels(), access.team_student_ids(),
  access.person_sees(text, bigint), access.plan_guard(), access.plan_history(), access.colleague(text),
  access.step_counts() from public;
grant execute on function access.acts(), access.leads_or_counsels(), access.team_student_ids(),
  access.person_sees(text, bigint), access.colleague(text) to waymark_web, waymark_narrow, waymark_reader;
grant execute on function access.step_counts() to waymark_web, waymark_narrow;
