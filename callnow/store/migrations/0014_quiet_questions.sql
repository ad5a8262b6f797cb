-- Which questions to the second reader came up in a backfill or a rematch: nothing is sent of their answers.

ALTER TABLE second_reading ADD COLUMN IF NOT EXISTS quiet BOOLEAN DEFAULT false;
