-- Drops what was found in these announcements before they were read closely, but for what a person said.
DELETE FROM company_event
WHERE certain_from = 0 AND rule <> $said AND announcement_id IN (SELECT unnest($ids::JSON::VARCHAR[]))
