-- Which items a backfill left out as older than asked, and which are undated: their source gives no day that can be read.

ALTER TABLE announcement ADD COLUMN left_out BOOLEAN DEFAULT false;  -- only a backfill that reaches so far reads it
ALTER TABLE announcement ADD COLUMN undated BOOLEAN DEFAULT false;
