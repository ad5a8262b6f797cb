-- Until when the person who was kept was paused before a merge.

ALTER TABLE merged ADD COLUMN IF NOT EXISTS kept_until DATE;
