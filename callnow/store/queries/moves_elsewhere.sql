-- Which events since name a person and where they came from, at companies that are not employers on the list?
SELECT e.*, a.title AS report_title, a.url AS report_url, a.source AS report_source, a.published_at AS report_published_at,
       coalesce(a.undated, false) AS report_undated
FROM company_event e JOIN announcement a ON a.id = e.announcement_id
WHERE a.published_at >= $since AND e.person <> '' AND e.prior_company <> ''
  AND NOT EXISTS (SELECT 1 FROM report r WHERE r.event_id = e.id)
ORDER BY a.published_at, e.id
