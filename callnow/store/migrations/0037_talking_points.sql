-- The second step of 0036: the talking points as JSON take the place of the list.

ALTER TABLE trigger DROP COLUMN talking_points;
ALTER TABLE trigger RENAME COLUMN points TO talking_points;
