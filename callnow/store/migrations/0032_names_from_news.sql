-- Other names of employers that news told, a new name, by its story; what was taken away stays so, whatever news tells it.

ALTER TABLE alias ADD COLUMN story_id VARCHAR DEFAULT '';
ALTER TABLE alias ADD COLUMN taken_away BOOLEAN DEFAULT false;
