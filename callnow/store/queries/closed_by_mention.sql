-- Which calls were closed because a name was never to be taken for this employer, but for stories that people called
-- wrong besides?
SELECT id FROM trigger
WHERE state = 'wrong_company' AND employer_id = $employer
  AND event_id IN (SELECT id FROM company_event WHERE company = $mention OR list_contains(also_called, $mention))
  AND story_id NOT IN (SELECT story_id FROM correction WHERE kind IN ('wrong_event', 'wrong_company'))
