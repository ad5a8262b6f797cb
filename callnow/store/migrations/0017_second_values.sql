-- Other spellings of a prospect's name, further addresses and pages, former ids, as one value of callnow.model.

ALTER TABLE prospect ADD COLUMN IF NOT EXISTS second JSON;
