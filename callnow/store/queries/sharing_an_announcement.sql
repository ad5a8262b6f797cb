-- Which of these stories are told of by an announcement that tells of another of them, too?
SELECT DISTINCT story_id FROM (
    SELECT r.story_id, min(r.story_id) OVER same AS first, max(r.story_id) OVER same AS last
    FROM report r JOIN company_event e ON e.id = r.event_id
    WHERE r.story_id IN (SELECT unnest($ids::JSON::VARCHAR[]))
    WINDOW same AS (PARTITION BY e.announcement_id)
) WHERE first <> last
