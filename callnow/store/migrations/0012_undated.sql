-- Which items are undated: their source gives no day that can be read. DuckDB commits one change of a table at a time.

ALTER TABLE announcement ADD COLUMN IF NOT EXISTS undated BOOLEAN DEFAULT false;
