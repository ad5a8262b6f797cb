-- Which views are shared in the lake: name, what it holds, and its columns with their types, in order?
SELECT v.view_name AS view, v.comment AS holds,
       list(c.column_name || ' ' || c.data_type ORDER BY c.column_index) AS columns
FROM duckdb_views() v
JOIN duckdb_columns() c ON c.table_name = v.view_name AND c.database_name = v.database_name
WHERE v.database_name = 'news' AND NOT v.internal AND v.comment IS NOT NULL
GROUP BY v.view_name, v.comment ORDER BY v.view_name
