-- How many prospects and announcements a database holds, how many people are gone from it rightly (forgotten, or part of another person now), how many writes it knows, and the mark of the last.
SELECT (SELECT count(*) FROM prospect)::BIGINT AS prospects,
       (SELECT count(*) FROM announcement)::BIGINT AS announcements,
       ((SELECT coalesce(sum(people), 0) FROM forgotten)
           + coalesce((SELECT TRY_CAST(value AS BIGINT) FROM meta WHERE key = 'merged'), 0))::BIGINT AS gone,
       coalesce((SELECT TRY_CAST(value AS BIGINT) FROM meta WHERE key = 'writes'), 0) AS writes,
       coalesce((SELECT value FROM meta WHERE key = 'write ' || (SELECT m.value FROM meta m WHERE m.key = 'writes')), '') AS mark;
