-- Which stories are known of these companies, or by these ids, each with its reports, oldest first?
SELECT s.id AS story_id, s.type AS story_type, s.company AS story_company, s.employer_id,
       r.title AS report_title, r.url AS report_url, r.source AS report_source, r.published_at AS report_published_at,
       coalesce(a.undated, false) AS report_undated, a.fetched_at AS report_read_at, coalesce(a.guid, '') AS report_guid,
       CASE WHEN s.employer_id <> '' AND m.employer_id = s.employer_id THEN m.score ELSE 0 END AS report_matched, e.*
FROM (
    SELECT * FROM story WHERE company IN (SELECT unnest($companies::JSON::VARCHAR[]))
    UNION SELECT * FROM story WHERE id IN (SELECT unnest($ids::JSON::VARCHAR[]))
) s
JOIN report r ON r.story_id = s.id
JOIN company_event e ON e.id = r.event_id
LEFT JOIN announcement a ON a.id = e.announcement_id
LEFT JOIN match m ON m.event_id = e.id
ORDER BY s.id, r.published_at, a.fetched_at, r.event_id
