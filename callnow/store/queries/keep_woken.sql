-- Notes which calls that were put off come back now.
INSERT OR REPLACE INTO woken SELECT trigger_id, until, $now FROM snooze WHERE until <= $now
