-- How many prospects and announcements a database holds, how many people are gone from it rightly (forgotten, or part of another person now), and how many writes it knows.
SELECT (SELECT count(*) FROM prospect)::BIGINT AS prospects,
       (SELECT count(*) FROM announcement)::BIGINT AS announcements,
       ((SELECT coalesce(sum(people), 0) FROM forgotten)
           + coalesce((SELECT TRY_CAST(value AS BIGINT) FROM meta WHERE key = 'merged'), 0))::BIGINT AS gone,
       coalesce((SELECT TRY_CAST(value AS BIGINT) FROM meta WHERE key = 'writes'), 0) AS writes;
