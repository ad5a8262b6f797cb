-- Closes what a touch answered: open triggers of these ids.
UPDATE trigger SET state = $state WHERE state = 'open' AND id IN (SELECT unnest($ids::VARCHAR[]))
