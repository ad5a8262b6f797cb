-- Which news named a prospect in person, but for what is wrong or withdrawn, and what is no sign by a click on it?
SELECT t.prospect_id, t.story_id
FROM trigger t
WHERE t.kind = 'person' AND t.state NOT IN ('withdrawn', 'wrong_event', 'wrong_company')
  AND t.story_id NOT IN (SELECT unnest($wrong::JSON::VARCHAR[]))
  AND NOT EXISTS (
      SELECT 1 FROM trigger sign
      WHERE sign.kind = 'stale' AND sign.state = 'dismissed'
        AND sign.prospect_id = t.prospect_id AND sign.story_id = t.story_id
  )
ORDER BY t.prospect_id, t.story_id
