-- Which names in the news are too close to several employers: each with its newest event, and how many events wait for it?
SELECT m.mention, m.mention_normalised, m.rejected, e.type, e.sentence, a.title, a.url, a.source, a.published_at,
       count(*) OVER (PARTITION BY m.mention_normalised) AS times
FROM match m JOIN company_event e ON e.id = m.event_id JOIN announcement a ON a.id = e.announcement_id
WHERE m.verdict = 'ambiguous'
QUALIFY row_number() OVER (PARTITION BY m.mention_normalised ORDER BY a.published_at DESC, e.id) = 1
ORDER BY times DESC, a.published_at DESC, m.mention_normalised
