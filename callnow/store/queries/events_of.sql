-- Which events were found in these announcements, in a fixed order?
SELECT * FROM company_event WHERE announcement_id IN (SELECT unnest($ids::JSON::VARCHAR[])) ORDER BY announcement_id, id
