-- What is the latest news of each of these employers since then: title, address and day of its newest dated report, but for stories that are wrong, denied or rumoured?
SELECT s.employer_id, max({'published_at': r.published_at, 'title': r.title, 'url': r.url}) AS latest
FROM story s
JOIN report r ON r.story_id = s.id
JOIN company_event e ON e.id = r.event_id
JOIN announcement a ON a.id = e.announcement_id
WHERE s.employer_id IN (SELECT unnest($employers::JSON::VARCHAR[])) AND r.published_at >= $since
  AND e.planning NOT IN ('denied', 'rumoured') AND NOT coalesce(a.undated, false)
  AND s.id NOT IN (SELECT unnest($wrong::JSON::VARCHAR[]))
GROUP BY s.employer_id
