-- Which announcements were read closely: a rematch reads those that concern somebody only since.

ALTER TABLE announcement ADD COLUMN read_closely BOOLEAN DEFAULT false;
UPDATE announcement SET read_closely = true
WHERE id IN (SELECT announcement_id FROM company_event WHERE certain_from > 0);
