-- Adds what was read and is not known yet: neither by its id nor, from the same source, by its content. What is older
-- than `since` is left out of every run but a backfill that reaches so far.
INSERT OR IGNORE INTO announcement BY NAME
SELECT f.* REPLACE (coalesce(f.published_at < $since, false) AS left_out) FROM fresh f
WHERE NOT EXISTS (
    SELECT 1 FROM announcement a WHERE a.source = f.source AND a.fingerprint = f.fingerprint AND f.fingerprint <> ''
)
QUALIFY f.fingerprint = '' OR row_number() OVER (PARTITION BY f.source, f.fingerprint ORDER BY f.id) = 1
RETURNING id
