-- Which recruiters have prospects?
SELECT DISTINCT owner FROM prospect WHERE owner <> '' ORDER BY owner
