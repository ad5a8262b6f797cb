-- Which name in the news was taken for which employer, so that this call was made? Where the list has the employer under
-- two spellings, that of whom the call is to.
SELECT m.mention, m.mention_normalised, coalesce(e.id, m.employer_id) AS employer_id, coalesce(e.name, m.employer) AS employer
FROM trigger t JOIN match m ON m.event_id = t.event_id LEFT JOIN employer e ON e.id = t.employer_id AND t.kind = 'news'
WHERE t.id = $trigger AND m.verdict = 'match'
