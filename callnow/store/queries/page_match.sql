-- Which name in the news was taken for which employer, so that this call was made?
SELECT m.mention, m.mention_normalised, m.employer_id, m.employer
FROM trigger t JOIN match m ON m.event_id = t.event_id WHERE t.id = $trigger AND m.verdict = 'match'
