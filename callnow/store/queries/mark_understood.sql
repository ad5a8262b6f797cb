-- Marks announcements as read by detection, with their languages, and those of them that were read closely.
UPDATE announcement AS a
SET understood_at = $understood_at, text_language = read.language,
    read_closely = a.read_closely OR a.id IN (SELECT unnest($closely::JSON::VARCHAR[]))
FROM (SELECT unnest($ids::JSON::VARCHAR[]) AS id, unnest($languages::JSON::VARCHAR[]) AS language) AS read
WHERE a.id = read.id
