-- Other spellings of a prospect's name, further addresses and pages, former ids, as one value of callnow.model.

-- DuckDB cannot read ALTER again from its log, as after a kill, where a default of the table calls a function, as [] does.
ALTER TABLE prospect ALTER COLUMN other_phones SET DEFAULT '[]';
ALTER TABLE prospect ADD COLUMN IF NOT EXISTS second JSON;
