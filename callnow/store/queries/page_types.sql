-- Of which types are the calls that wait?
SELECT DISTINCT type FROM trigger WHERE state = 'open' AND expires_at > $now ORDER BY type
