-- Keeps the names that stories tell of employers, each story's once; none that is another name already, or was taken away.
INSERT INTO alias (name, employer, story_id)
SELECT new.name, e.name, new.story_id
FROM (SELECT unnest($names::JSON::VARCHAR[]) AS name, unnest($employers::JSON::VARCHAR[]) AS employer_id,
             unnest($stories::JSON::VARCHAR[]) AS story_id) new
JOIN employer e ON e.id = new.employer_id
WHERE NOT EXISTS (SELECT 1 FROM alias known WHERE known.story_id = new.story_id OR lower(known.name) = lower(new.name))
ON CONFLICT DO NOTHING
