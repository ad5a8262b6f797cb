-- How many calls were made, and how many of them reached somebody, by week and recruiter of the last twelve weeks? NULL: all.
WITH clock AS (
    SELECT coalesce(getvariable('callnow_zone')::VARCHAR, current_setting('TimeZone')) AS zone,
           timezone(zone, coalesce(getvariable('callnow_now')::TIMESTAMPTZ, now()))::DATE AS today,
           date_trunc('week', today)::DATE - 77 AS since
), made AS (
    SELECT date_trunc('week', timezone(zone, t.touched_at))::DATE AS week,
           coalesce(nullif(t.owner, ''), 'nobody') AS recruiter, t.kind
    FROM clock, touches t
    WHERE t.kind IN ('called', 'voicemail') AND timezone(zone, t.touched_at)::DATE BETWEEN since AND today
)
SELECT week, recruiter, count(*) AS calls, count(*) FILTER (WHERE kind = 'called') AS reached
FROM made GROUP BY GROUPING SETS ((week, recruiter), (week), (recruiter), ()) HAVING count(*) > 0 ORDER BY ALL NULLS LAST
