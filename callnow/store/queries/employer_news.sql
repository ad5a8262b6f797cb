-- Which stories are the news of one employer, newest first?
SELECT s.id FROM story s JOIN report r ON r.story_id = s.id
WHERE s.employer_id = $employer
GROUP BY s.id ORDER BY min(r.published_at) DESC, s.id LIMIT $most
