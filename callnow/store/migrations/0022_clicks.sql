-- What was clicked on the page today, so that each click can be taken back until the day ends; older rows go with the next click.

CREATE TABLE click (
    id VARCHAR PRIMARY KEY,
    clicked_at TIMESTAMPTZ NOT NULL,
    prospect_id VARCHAR NOT NULL,
    action VARCHAR NOT NULL,         -- callnow.terms.Action
    trigger_ids VARCHAR[] NOT NULL,  -- what it closed or put off
    touch_id VARCHAR NOT NULL,       -- what it noted, else ''
    mention VARCHAR NOT NULL,        -- with employer_id the judgement it made, else ''
    employer_id VARCHAR NOT NULL,
    judged_before VARCHAR NOT NULL,  -- what was judged of these two before, else ''
    until TIMESTAMPTZ,               -- until when it put off
    undone_at TIMESTAMPTZ
);
