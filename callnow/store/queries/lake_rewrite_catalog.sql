-- Writes the least and greatest values of columns anew in PostgreSQL, which keeps deleted ones in a table's pages till then.
VACUUM (FULL, ANALYZE) ducklake_file_column_stats, ducklake_table_column_stats, pg_statistic
