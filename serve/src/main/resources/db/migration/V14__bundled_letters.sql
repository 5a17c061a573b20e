-- What one letter about many is put together of, so that it can go without those whom its recipient no longer sees.
alter table ledger.outbox add column bundle jsonb check (jsonb_typeof(bundle) = 'object');
comment on column ledger.outbox.bundle is 'For one letter about many: its pieces, each with its episode; null for all others, and once blanked';
