-- Adds what was read and is not known yet: neither by its id nor, from the same source, by its words. What is older than
-- `since`, which a backfill alone has, is left out of every run but a backfill that reaches so far.
-- A headline comes again with other news: where no long text stands with it, the same words more than three days apart
-- are two items. Three and more of one day, whose words all stood there under other dates, are a list that moved, unless
-- what stood there still stands beside them.
INSERT OR IGNORE INTO announcement BY NAME
SELECT f.* REPLACE (coalesce(f.published_at < $since, false) AS left_out, $since IS NOT NULL AS backfilled) FROM fresh f
LEFT JOIN (
    SELECT f.id, bool_or(
        f.undated OR a.undated OR length(f.text) > 200
        OR a.published_at BETWEEN f.published_at - INTERVAL 3 DAY AND f.published_at + INTERVAL 3 DAY
    ) AS known, count(beside.id) = 0 AS gone
    FROM fresh f JOIN announcement a ON a.source = f.source AND a.fingerprint = f.fingerprint
    LEFT JOIN fresh beside ON beside.id = a.id
    WHERE f.fingerprint <> '' GROUP BY f.id
) said ON said.id = f.id
WHERE NOT coalesce(said.known, false)
WINDOW same_words AS (PARTITION BY f.source, f.fingerprint ORDER BY f.undated, f.published_at DESC, f.id)
QUALIFY (f.fingerprint = '' OR coalesce(lag(f.published_at) OVER same_words - f.published_at > INTERVAL 3 DAY, true))
    AND (said.id IS NULL OR NOT said.gone
        OR count(said.id) FILTER (WHERE said.gone) OVER (PARTITION BY f.source, f.published_at::DATE) < 3)
RETURNING id
