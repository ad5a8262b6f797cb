-- How many prospects and announcements a database holds, and how many people are gone from it rightly: forgotten, or part of another person now.
SELECT (SELECT count(*) FROM prospect)::BIGINT AS prospects,
       (SELECT count(*) FROM announcement)::BIGINT AS announcements,
       ((SELECT coalesce(sum(people), 0) FROM forgotten)
           + coalesce((SELECT TRY_CAST(value AS BIGINT) FROM meta WHERE key = 'merged'), 0))::BIGINT AS gone;
