-- A person may keep the district's hours and still want quiet weekends.
alter table ledger.alert_hours alter column quiet_from drop not null;
alter table ledger.alert_hours alter column quiet_to drop not null;
alter table ledger.alert_hours add constraint alert_hours_both check ((quiet_from is null) = (quiet_to is null));
comment on column ledger.alert_hours.quiet_from is 'Null where the person keeps the hours of the district';

-- The newest first, and how many of them are new: on every first page.
create index on ledger.alert (person_id, alert_id desc);
