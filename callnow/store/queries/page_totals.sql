-- How much is there: prospects, employers, feeds switched on, feeds failing, when did the last run end, of which day are the last follow-ups, and how many contacts since a time reached somebody?
SELECT (SELECT count(*) FROM prospect) AS prospects, (SELECT count(*) FROM employer) AS employers,
       (SELECT count(*) FROM feed WHERE enabled) AS feeds,
       (SELECT count(*) FROM feed WHERE enabled AND failures > 0) AS failing,
       (SELECT max(ended_at) FROM run) AS last_run,
       (SELECT count(*) FROM touch WHERE touched_at >= $today AND kind NOT IN ('voicemail', 'import')) AS touches,
       (SELECT value FROM meta WHERE key = 'morning') AS morning
