-- Closes what a touch answered: triggers of these ids that wait or were put off.
UPDATE trigger SET state = $state, answered_by = $touch
WHERE state IN ('open', 'snoozed') AND id IN (SELECT unnest($ids::JSON::VARCHAR[]))
