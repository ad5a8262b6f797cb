-- How many items did each of these sources bring since a day?
SELECT source, count(*) AS items FROM announcement
WHERE source IN (SELECT unnest($names::JSON::VARCHAR[])) AND published_at >= $since
GROUP BY source
