-- What was said of names and an employer holds for the other spelling of that employer, too.
INSERT OR IGNORE INTO judgement BY NAME
SELECT j.* REPLACE ($to AS employer_id, $name AS employer) FROM judgement j WHERE j.employer_id = $from
