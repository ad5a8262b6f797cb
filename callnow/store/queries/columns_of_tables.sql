-- Which columns has each table of the database that is open?
SELECT c.table_name, c.column_name
FROM duckdb_columns() c JOIN duckdb_tables() t USING (table_oid, database_oid)
WHERE NOT c.internal AND c.database_name = current_database() AND c.schema_name = 'main'
