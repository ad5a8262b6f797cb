-- Marks announcements as read by detection, and those of them that were read closely.
UPDATE announcement
SET understood_at = $understood_at, read_closely = read_closely OR id IN (SELECT unnest($closely::VARCHAR[]))
WHERE id IN (SELECT unnest($ids::VARCHAR[]))
