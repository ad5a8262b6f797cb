-- Which columns has a view, of which type, and what does each hold?
SELECT c.column_name AS "column", c.data_type AS "type", c.comment AS holds
FROM duckdb_views() v
JOIN duckdb_columns() c ON c.table_name = v.view_name AND c.database_name = v.database_name
WHERE NOT v.internal AND v.comment IS NOT NULL AND v.view_name = $view
ORDER BY c.column_index
