-- Puts back the deliveries that a clock which was $ahead seconds ahead has put off: what failed waits as long as it would
-- have waited, and what waits for an hour of the day (quiet hours, a digest) waits for that hour within the next day.
UPDATE delivery SET next_try_at = CASE
    WHEN last_error <> '' THEN greatest($now::TIMESTAMPTZ, next_try_at - to_seconds($ahead))
    ELSE next_try_at - to_days(CAST(ceil(date_diff('second', $now::TIMESTAMPTZ, next_try_at) / 86400) AS INTEGER) - 1)
END
WHERE state IN ('pending', 'failed') AND next_try_at > $now
    AND (last_error <> '' OR next_try_at > $now + INTERVAL 1 DAY)
