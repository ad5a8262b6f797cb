-- How many follow-ups that wait bring up the news of these triggers as something to say?
SELECT count(*) AS n
FROM trigger f
WHERE f.kind = 'cadence' AND f.state IN ('open', 'snoozed') AND list_has_any(
    f.talking_points::VARCHAR[], (SELECT list(n.why) FROM trigger n WHERE n.id IN (SELECT unnest($ids::JSON::VARCHAR[])))
)
