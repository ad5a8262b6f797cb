-- One more write that the database knows; $1 is the key of that number.
INSERT INTO meta VALUES ($1, '1') ON CONFLICT DO UPDATE SET value = coalesce(TRY_CAST(value AS BIGINT), 0) + 1;
