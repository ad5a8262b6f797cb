-- Puts off again, as they were, the calls that came back later than $now, before their time, and are open.
INSERT OR IGNORE INTO snooze
SELECT w.trigger_id, w.until FROM woken w JOIN trigger t ON t.id = w.trigger_id
WHERE w.woken_at > $now AND w.until > $now AND t.state = 'open'
