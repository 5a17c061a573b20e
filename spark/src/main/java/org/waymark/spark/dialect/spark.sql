-- What the two engines say differently, under one name each. DuckDB's twin: compute/.../engine/dialect/duckdb.sql.
create or replace temporary function stable_key(tenant string, kind string, id string) returns bigint
  return cast(conv(substr(md5(concat(tenant, '|', kind, '|', id)), 1, 15), 16, 10) as bigint);

create or replace temporary function days_between(earlier date, later date) returns int
  return datediff(later, earlier);

create or replace temporary function add_days(on_day date, n int) returns date
  return date_add(on_day, n);

create or replace temporary function month_of(on_day date) returns date
  return cast(trunc(on_day, 'MM') as date);

create or replace temporary function day_bit(on_day date) returns int
  return shiftleft(1, day(on_day) - 1);

create or replace temporary function has_day(mask int, n int) returns boolean
  return (shiftright(coalesce(mask, 0), n - 1) & 1) = 1;

create or replace temporary function days_from(n int) returns int
  return 2147483647 - (shiftleft(1, n - 1) - 1);

create or replace temporary function days_through(n int) returns int
  return cast(shiftleft(cast(1 as bigint), n) - 1 as int);

create or replace temporary function highest_day(mask int) returns int
  return case when coalesce(mask, 0) = 0 then 0 else length(bin(mask)) end;

create or replace temporary function day_digits(mask int, digit int) returns decimal(38, 0)
  return cast(lpad(bin(coalesce(mask, 0)), 31, '0') as decimal(31, 0)) * digit;

create or replace temporary function plain_number(n string) returns string
  return case when n like '%.%' then rtrim('.', rtrim('0', n)) else n end;

create or replace temporary function ordinal(n int) returns string
  return concat(cast(n as string),
    case when n % 100 between 11 and 13 then 'th' when n % 10 = 1 then 'st' when n % 10 = 2 then 'nd' when n % 10 = 3 then 'rd' else 'th' end);

create or replace temporary function json_pair(member string, content string) returns string
  return to_json(map(member, content));
