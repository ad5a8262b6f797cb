-- What was the news of one employer, newest first, how does its first report tell it, and how many reports are there?
SELECT s.id, s.type, min(r.published_at) AS published_at, arg_min(r.title, r.published_at) AS title,
       arg_min(r.url, r.published_at) AS url, arg_min(r.source, r.published_at) AS source, count(*) AS reports
FROM story s JOIN report r ON r.story_id = s.id
WHERE s.employer_id = $employer
GROUP BY s.id, s.type ORDER BY published_at DESC, s.id LIMIT $most
