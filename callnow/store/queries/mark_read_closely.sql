-- Marks announcements as read closely.
UPDATE announcement SET read_closely = true WHERE id IN (SELECT unnest($ids::JSON::VARCHAR[]))
