-- Which of these calls rest neither on a story that is called wrong nor on a name that is never to be taken for their
-- employer, and so was not?
SELECT t.id FROM trigger t
WHERE t.id IN (SELECT unnest($ids::JSON::VARCHAR[]))
  AND t.story_id NOT IN (SELECT unnest($wrong::JSON::VARCHAR[]))
  AND NOT EXISTS (
      FROM company_event e JOIN judgement j ON j.mention = e.company OR list_contains(e.also_called, j.mention)
      WHERE e.id = t.event_id AND j.employer_id = t.employer_id AND j.verdict = 'different'
        AND NOT EXISTS (FROM match m WHERE m.event_id = e.id AND m.employer_id = t.employer_id AND m.mention <> j.mention)
  )
ORDER BY t.id
