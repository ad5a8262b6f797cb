-- Which items a backfill left out as older than asked.

ALTER TABLE announcement ADD COLUMN left_out BOOLEAN DEFAULT false;  -- only a backfill that reaches so far reads it
