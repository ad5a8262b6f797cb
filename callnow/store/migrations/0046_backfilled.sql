-- Which items a backfill brought: nothing is sent of them, whichever command makes their triggers.

ALTER TABLE announcement ADD COLUMN IF NOT EXISTS backfilled BOOLEAN DEFAULT false;
