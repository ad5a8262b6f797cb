-- How many promised calls came due, and how many were kept (a talk on another day, from a week before the day, or the last third of the wait, to three days after), by week and recruiter of the last twelve weeks? NULL: all.
WITH clock AS (
    SELECT coalesce(getvariable('callnow_zone')::VARCHAR, current_setting('TimeZone')) AS zone,
           timezone(zone, coalesce(getvariable('callnow_now')::TIMESTAMPTZ, now()))::DATE AS today,
           date_trunc('week', today)::DATE - 77 AS since
), waits AS (
    SELECT t.*, timezone(zone, touched_at)::DATE AS said_on, least(7, greatest(0, (due_on - said_on) // 3))::INTEGER AS ahead
    FROM clock, touches t
), promises AS (
    SELECT date_trunc('week', t.due_on)::DATE AS week,
           coalesce(nullif(t.owner, ''), 'nobody') AS recruiter,
           EXISTS (
               FROM touches c WHERE c.prospect_id = t.prospect_id AND c.touched_at > t.touched_at
               AND (c.kind IN ('called', 'met')  -- of the kind import a list says that there was a contact, and not how
                   OR c.kind = 'emailed' AND regexp_matches(t.promised, '\b(e-?mail|text|write)\b', 'i'))
               AND timezone(zone, c.touched_at)::DATE > said_on
               AND timezone(zone, c.touched_at)::DATE BETWEEN t.due_on - ahead AND t.due_on + 3
           ) AS kept, t.due_on + 3 < today AS over
    FROM clock, waits t
    WHERE t.due_on BETWEEN since AND today AND NOT EXISTS (  -- a later one took its place before it came due
        FROM touches c WHERE c.prospect_id = t.prospect_id AND c.touched_at > t.touched_at AND c.due_on IS NOT NULL
        AND timezone(zone, c.touched_at)::DATE < t.due_on - ahead
    )
)
SELECT week, recruiter, count(*) AS promises, count(*) FILTER (WHERE kept) AS kept
FROM promises WHERE kept OR over
GROUP BY GROUPING SETS ((week, recruiter), (week), (recruiter), ()) HAVING count(*) > 0 ORDER BY ALL NULLS LAST
