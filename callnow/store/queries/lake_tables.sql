-- Which tables does the lake hold, and in how many files does each lie?
SELECT table_name AS view, file_count AS files FROM ducklake_table_info('lake')
