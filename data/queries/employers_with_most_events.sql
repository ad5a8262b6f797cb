-- At which employers happens most? Stories of the last 90 days (a story told by five wires counts once; one denied since does not), by type; the first fifty.
SELECT employer, count(DISTINCT story_id) AS stories, count(*) AS reports, max(prospects) AS prospects,
       list(DISTINCT type ORDER BY type) AS types, max(published_at) AS last_published_at
FROM news_matches
WHERE published_at > coalesce(getvariable('callnow_now')::TIMESTAMPTZ, now()) - INTERVAL 90 DAY AND planning NOT IN ('denied', 'rumoured')
  AND story_id NOT IN (SELECT story_id FROM news_matches GROUP BY story_id HAVING arg_max(planning, published_at) = 'denied')
GROUP BY employer_id, employer
ORDER BY stories DESC, reports DESC, employer
LIMIT 50
