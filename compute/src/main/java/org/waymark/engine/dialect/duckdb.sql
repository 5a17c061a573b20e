-- What the two engines say differently, under one name each. Spark's twin: spark/.../dialect/spark.sql.

-- A key that stays the same across rebuilds: 60 bits of md5 over tenant, kind and source id.
create or replace macro stable_key(tenant, kind, id) as
  cast(('0x' || substr(md5(tenant || '|' || kind || '|' || id), 1, 15)) as bigint);

create or replace macro days_between(earlier, later) as
  date_diff('day', cast(earlier as date), cast(later as date));

create or replace macro add_days(on_day, n) as
  cast(cast(on_day as date) + cast(n as integer) as date);

create or replace macro month_of(on_day) as
  cast(date_trunc('month', on_day) as date);

-- The bit of a day within its month: the 1st is bit 0.
create or replace macro day_bit(on_day) as
  (cast(1 as integer) << cast(day(on_day) - 1 as integer));

-- True when the bit of the n-th day of the month is set in a mask; null masks hold no day.
create or replace macro has_day(mask, n) as
  ((coalesce(mask, cast(0 as integer)) >> cast(n - 1 as integer)) & 1) = 1;

-- The days of a month from the n-th on.
create or replace macro days_from(n) as
  (cast(2147483647 as integer) - ((cast(1 as integer) << cast(n - 1 as integer)) - 1));

-- The days of a month up to the n-th.
create or replace macro days_through(n) as
  cast(((cast(1 as bigint) << cast(n as bigint)) - 1) as integer);

-- The day of the month of a mask's highest bit; 0 for an empty mask.
create or replace macro highest_day(mask) as
  case when coalesce(mask, 0) = 0 then 0 else length(bin(mask)) end;

-- A mask as 31 decimal digits, the 1st first, each 0 or `digit`: masks that share no day can be added.
create or replace macro day_digits(mask, digit) as
  cast(lpad(bin(coalesce(mask, 0)), 31, '0') as decimal(38, 0)) * digit;

-- A number as people write it: no trailing zeros, no trailing point.
create or replace macro plain_number(n) as
  case when cast(n as varchar) like '%.%' then rtrim(rtrim(cast(n as varchar), '0'), '.') else cast(n as varchar) end;

-- 1st, 2nd, 3rd, 11th, 22nd.
create or replace macro ordinal(n) as
  concat(cast(cast(n as integer) as varchar),
    case when cast(n as integer) % 100 between 11 and 13 then 'th'
         when cast(n as integer) % 10 = 1 then 'st'
         when cast(n as integer) % 10 = 2 then 'nd'
         when cast(n as integer) % 10 = 3 then 'rd' else 'th' end);

-- A JSON object of one text member, escaped.
create or replace macro json_pair(member, content) as
  cast(json_object(cast(member as varchar), content) as varchar);
