-- Numbers on which nobody is to call somebody stand in what each list says of them (record.given), so that they are merged,
-- split, taken back and forgotten with it; what holds of a person stands in prospect.second, and here for whoever asks.

CREATE VIEW barred_numbers AS
SELECT prospect_id, b.number, b.since, b.words
FROM (
    SELECT id AS prospect_id,
           unnest(from_json(second->'$.barred', '[{"number": "VARCHAR", "since": "DATE", "words": "VARCHAR"}]')) AS b
    FROM prospect
);

COMMENT ON VIEW barred_numbers IS 'The numbers on which nobody is to call somebody on the list, as a list said; no other view gives them.';
COMMENT ON COLUMN barred_numbers.prospect_id IS 'The prospect''s id; prospects.prospect_id is this.';
COMMENT ON COLUMN barred_numbers.number IS 'The number, with its country code.';
COMMENT ON COLUMN barred_numbers.since IS 'The day on which a list said so first.';
COMMENT ON COLUMN barred_numbers.words IS 'The words of the list.';
