-- What does the lake say that a table ('') and each of its columns hold?
SELECT '' AS part, comment FROM duckdb_tables() WHERE database_name = 'lake' AND table_name = $table
UNION ALL
SELECT column_name, comment FROM duckdb_columns() WHERE database_name = 'lake' AND table_name = $table
