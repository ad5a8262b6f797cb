-- Brings back the calls that were put off until now.
UPDATE trigger SET state = 'open'
WHERE state = 'snoozed' AND id IN (SELECT trigger_id FROM snooze WHERE until <= $now)
