-- How many people work at each employer, which sources had news of it since a day, and when was the last news of it at all?
WITH people AS (
    SELECT employer_id, count(*) AS people FROM prospect WHERE $owner = '' OR owner = $owner GROUP BY employer_id
), reports AS (
    SELECT s.employer_id, r.source, r.published_at, hash(r.url, r.title) AS item FROM story s JOIN report r ON r.story_id = s.id
), by_source AS (
    SELECT employer_id, source, count(DISTINCT item) AS items FROM reports WHERE published_at >= $news_since GROUP BY ALL
), sources AS (
    SELECT employer_id, list({'source': source, 'items': items} ORDER BY items DESC, source) AS sources
    FROM by_source GROUP BY employer_id
), last AS (
    SELECT employer_id, max(published_at) AS last_news_at FROM reports GROUP BY employer_id
)
SELECT e.id, e.name, e.domain, people.people, last.last_news_at, coalesce(sources.sources, []) AS sources
FROM employer e
JOIN people ON people.employer_id = e.id
LEFT JOIN sources ON sources.employer_id = e.id
LEFT JOIN last ON last.employer_id = e.id
ORDER BY lower(e.name), e.id
