-- How many calls did news ask for now, and how many of them led to a talk, by week and recruiter of the last twelve weeks? NULL: all.
WITH clock AS (
    SELECT coalesce(getvariable('callnow_zone')::VARCHAR, current_setting('TimeZone')) AS zone,
           timezone(zone, coalesce(getvariable('callnow_now')::TIMESTAMPTZ, now()))::DATE AS today,
           date_trunc('week', today)::DATE - 77 AS since
), alerts AS (
    SELECT date_trunc('week', timezone(zone, decided_at))::DATE AS week, coalesce(nullif(owner, ''), 'nobody') AS recruiter,
           state = 'called' AND answered_by IN ('called', 'met') AS led
    FROM clock, calls_ever SEMI JOIN alerts USING (trigger_id)  -- what a backfill decided was told to nobody
    WHERE tier = 'call_now' AND state <> 'withdrawn'
      AND timezone(zone, decided_at)::DATE BETWEEN since AND today
)
SELECT week, recruiter, count(*) AS alerts, count(*) FILTER (WHERE led) AS talks
FROM alerts GROUP BY GROUPING SETS ((week, recruiter), (week), (recruiter), ()) HAVING count(*) > 0 ORDER BY ALL NULLS LAST
