-- Gives each prospect that has no record yet the record it was made of.
INSERT OR IGNORE INTO record BY NAME
SELECT p.id AS row_id, p.id AS prospect_id, to_json(p) AS given, 0 AS turn, $today::DATE AS changed_on,
       'import' AS said_by, []::VARCHAR[] AS gone, '[]'::JSON AS dropped
FROM prospect p WHERE p.id NOT IN (SELECT prospect_id FROM record)
RETURNING prospect_id
