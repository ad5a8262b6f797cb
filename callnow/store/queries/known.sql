-- How many prospects and announcements a database holds, and how many people were forgotten from it.
SELECT (SELECT count(*) FROM prospect)::BIGINT AS prospects,
       (SELECT count(*) FROM announcement)::BIGINT AS announcements,
       (SELECT coalesce(sum(people), 0) FROM forgotten)::BIGINT AS forgotten;
