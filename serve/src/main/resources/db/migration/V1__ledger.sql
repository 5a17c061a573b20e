-- What people and the product write. Never part of the flow of a run, never rebuilt.
create schema if not exists access;
create schema if not exists analytics;
create schema if not exists analytics_part;

comment on schema ledger is 'Accounts, grants, runs, and what people decided';
comment on schema access is 'Who may see which row: functions that the policies ask';
comment on schema analytics is 'What the last run published; read-only, guarded by row-level security';
comment on schema analytics_part is 'The partitions behind analytics, one per table and tenant; nobody reads them directly';

revoke all on schema ledger, access, analytics, analytics_part from public;
grant usage on schema ledger, access, analytics to waymark_web, waymark_narrow, waymark_reader;

create table ledger.person (
  person_id       text primary key,
  tenant_id       text not null,
  email           text not null unique check (email = lower(email)),
  display_name    text not null,
  password_hash   text,
  role            text not null check (role in ('district', 'school', 'teacher')),
  staff_source_id text,
  database_role   text unique check (database_role not like 'waymark\_%'),
  sql_role        text not null unique generated always as ('waymark_p_' || left(md5(person_id), 16)) stored,
  is_active       boolean not null default true,
  created_at      timestamptz not null default now()
);
comment on column ledger.person.database_role is 'Login role of this person for BI tools; a member of waymark_reader';
comment on column ledger.person.sql_role is 'Login role that waymark sql --as makes for five minutes';

create table ledger.grant_scope (
  person_id text not null references ledger.person on delete cascade,
  tenant_id text not null,
  scope     text not null check (scope in ('district', 'school', 'section_of_staff')),
  school_id bigint,
  staff_id  bigint,
  starts_on date default current_date,
  ends_on   date,
  check ((scope = 'school') = (school_id is not null)),
  check ((scope = 'section_of_staff') = (staff_id is not null)),
  check (ends_on >= starts_on)
);
create index on ledger.grant_scope (person_id);

create table ledger.run (
  run_id       text primary key,
  tenant_id    text not null,
  started_at   timestamptz not null default now(),
  finished_at  timestamptz,
  published_at timestamptz,
  as_of_on     date,
  status       text not null check (status in ('running', 'published', 'refused', 'failed')),
  reason       text,
  seconds      double precision,
  source       text,
  rows_in      bigint,
  summary      jsonb
);
create index on ledger.run (tenant_id, started_at desc);

create table ledger.run_file (
  run_id      text not null references ledger.run on delete cascade,
  tenant_id   text not null,
  file_key    integer not null,
  path        text not null,
  sha256      text,
  source      text,
  layout      text,
  entity      text,
  bytes       bigint,
  arrived_at  timestamptz,
  rows_in     bigint,
  loaded      bigint,
  duplicate   bigint,
  superseded  bigint,
  quarantined bigint,
  status      text not null check (status in ('loaded', 'refused', 'unrecognised', 'replaced')),
  note        text,
  primary key (run_id, file_key)
);

create table ledger.run_check (
  run_id    text not null references ledger.run on delete cascade,
  tenant_id text not null,
  check_id  text not null,
  title     text not null,
  severity  text not null check (severity in ('error', 'warn', 'info')),
  failed    bigint not null,
  of        bigint,
  advice    text,
  sample    jsonb,
  primary key (run_id, check_id)
);

create table ledger.run_quarantine (
  run_id      text not null references ledger.run on delete cascade,
  tenant_id   text not null,
  file_key    integer,
  path        text,
  line        bigint,
  column_name text,
  value       text,
  reason      text not null,
  entity      text,
  kind        text
);
create index on ledger.run_quarantine (run_id, file_key, line);

create table ledger.run_unmatched (
  run_id    text not null references ledger.run on delete cascade,
  tenant_id text not null,
  source    text,
  entity    text,
  id_value  text,
  id_kind   text,
  row_count bigint,
  nearest   text
);
create index on ledger.run_unmatched (run_id);

create table ledger.run_readiness (
  run_id    text not null references ledger.run on delete cascade,
  tenant_id text not null,
  source    text not null,
  colour    text not null check (colour in ('green', 'yellow', 'red')),
  reasons   jsonb,
  rows      bigint,
  newest_on date,
  primary key (run_id, source)
);

create table ledger.id_link (
  tenant_id         text not null,
  id_value          text not null,
  student_source_id text,
  decided_by        text,
  decided_at        timestamptz not null default now(),
  primary key (tenant_id, id_value)
);
comment on column ledger.id_link.student_source_id is 'The student that the id belongs to; null to ignore the id';

-- Who is at which school, and who teaches whom: published with every run, read only by the functions below.
create table analytics.student_school (
  student_id bigint,
  school_id  bigint,
  tenant_id  text not null,
  run_id     text not null
) partition by list (tenant_id);

create table analytics.staff_student (
  staff_id   bigint,
  student_id bigint,
  tenant_id  text not null,
  run_id     text not null
) partition by list (tenant_id);

alter table analytics.student_school enable row level security;
alter table analytics.staff_student enable row level security;
