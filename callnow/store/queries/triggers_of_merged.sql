-- Which triggers have people with whom others were merged, whatever became of them?
SELECT id FROM trigger WHERE prospect_id IN (SELECT prospect_id FROM merged WHERE was_person)
