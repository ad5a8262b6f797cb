-- Which views are there for people who query, what does each hold, and what do its columns?
SELECT v.view_name AS view, v.comment AS holds, list(c.column_name ORDER BY c.column_index) AS columns,
       list(c.comment ORDER BY c.column_index) AS columns_hold
FROM duckdb_views() v
JOIN duckdb_columns() c ON c.table_name = v.view_name AND c.database_name = v.database_name
WHERE NOT v.internal AND v.comment IS NOT NULL
GROUP BY v.view_name, v.comment ORDER BY v.view_name
