-- How is each of these employers, or of all for [], told that the list spells in several ways: not in capitals alone where another spelling is there, then as most people's rows have it?
SELECT employer_id, arg_max(employer, {'quiet': employer <> upper(employer), 'people': people, 'employer': employer}) AS employer
FROM (
    SELECT employer_id, employer, count(*) AS people FROM prospect
    WHERE ($ids = '[]' OR employer_id IN (SELECT unnest($ids::JSON::VARCHAR[]))) AND employer_id <> '' AND employer <> ''
    GROUP BY ALL
)
GROUP BY employer_id HAVING count(*) > 1
