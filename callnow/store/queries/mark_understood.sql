-- Marks announcements as read by detection.
UPDATE announcement SET understood_at = $understood_at WHERE id IN (SELECT unnest($ids::VARCHAR[]))
