-- What did each of these feeds bring since: items, events announced in them, calls that rest on those events?
SELECT a.source AS feed, count(DISTINCT a.id) AS items, count(DISTINCT e.id) AS events, count(DISTINCT t.id) AS calls
FROM announcement a
LEFT JOIN company_event e ON e.announcement_id = a.id
LEFT JOIN trigger t ON t.event_id = e.id AND t.event_id <> ''
WHERE a.fetched_at >= $since AND a.source IN (SELECT unnest($names::JSON::VARCHAR[]))
GROUP BY a.source
