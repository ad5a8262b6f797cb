-- Forgets employers at whom no prospect works any more.
DELETE FROM employer WHERE id NOT IN (SELECT DISTINCT employer_id FROM prospect)
