-- Writes the least and greatest values of each column anew in PostgreSQL: deleted ones stay in a table's pages until then.
VACUUM (FULL, ANALYZE) ducklake_file_column_stats, ducklake_table_column_stats
