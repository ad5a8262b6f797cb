-- How was each view of the database made, those first that others are made of?
SELECT view_name, sql FROM duckdb_views()
WHERE NOT internal AND database_name = current_database() AND schema_name = 'main'
ORDER BY view_oid
