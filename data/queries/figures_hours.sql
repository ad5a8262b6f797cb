-- How many hours passed from the first report of the news to the talk it led to (median; of several the earliest), by week of the talk and recruiter of the last twelve weeks? NULL: all.
WITH clock AS (
    SELECT coalesce(getvariable('callnow_zone')::VARCHAR, current_setting('TimeZone')) AS zone,
           timezone(zone, coalesce(getvariable('callnow_now')::TIMESTAMPTZ, now()))::DATE AS today,
           date_trunc('week', today)::DATE - 77 AS since
), talks AS (
    SELECT date_trunc('week', timezone(zone, answered_at))::DATE AS week, coalesce(nullif(owner, ''), 'nobody') AS recruiter,
           max(date_diff('second', alerts.published_at, answered_at)) / 3600 AS hours
    FROM clock, calls_ever JOIN alerts USING (trigger_id)
    WHERE state = 'called' AND answered_by IN ('called', 'met') AND answered_at >= alerts.published_at
      AND timezone(zone, answered_at)::DATE BETWEEN since AND today
    GROUP BY zone, owner, calls_ever.prospect_id, answered_at
)
SELECT week, recruiter, count(*) AS talks, round(median(hours), 1) AS hours
FROM talks GROUP BY GROUPING SETS ((week, recruiter), (week), (recruiter), ()) HAVING count(*) > 0 ORDER BY ALL NULLS LAST
