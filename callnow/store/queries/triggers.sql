-- Which triggers are there, or else wait for a call to somebody who may be called today, best first, each with its prospect and the news behind it?
SELECT t.id AS trigger_id, t.prospect_id, p.name AS prospect, p.employer, p.owner, t.type AS event, t.tier,
       a.title, coalesce(n.titles, []) AS titles, a.url, a.published_at, round(t.score, 1) AS score, t.why, t.opener,
       coalesce(o.phone, p.phone) AS phone, t.state, t.kind, t.expires_at
FROM trigger t
JOIN prospect p ON p.id = t.prospect_id
LEFT JOIN numbers_offered o ON o.prospect_id = t.prospect_id
LEFT JOIN company_event e ON e.id = t.event_id
LEFT JOIN announcement a ON a.id = e.announcement_id
LEFT JOIN (
    SELECT r.story_id, list_sort(list(DISTINCT coalesce(nullif(w.title_as_written, ''), r.title))) AS titles
    FROM report r
    LEFT JOIN company_event o ON o.id = r.event_id
    LEFT JOIN announcement w ON w.id = o.announcement_id
    GROUP BY r.story_id
) n ON n.story_id = t.story_id
WHERE $everything OR (
    (t.state = 'open' OR t.state = 'snoozed' AND t.id IN (SELECT trigger_id FROM snooze WHERE until <= $now))
    AND t.expires_at > $now
    AND NOT EXISTS (
        FROM rhythm r WHERE r.prospect_id = p.id AND (r.paused_until > $today OR list_contains(r.no_contact, $today))
    )
)
ORDER BY t.tier, t.score DESC, t.id
