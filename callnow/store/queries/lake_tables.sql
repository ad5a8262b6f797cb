-- Which tables does the lake hold, with their columns, and in how many files does each lie?
SELECT t.table_name AS view,
       (SELECT list(c.column_name || ' ' || c.data_type ORDER BY c.column_index)
        FROM duckdb_columns() c WHERE c.table_oid = t.table_oid AND c.database_name = 'lake') AS columns,
       (SELECT i.file_count FROM ducklake_table_info('lake') i WHERE i.table_name = t.table_name) AS files
FROM duckdb_tables() t
WHERE t.database_name = 'lake'
