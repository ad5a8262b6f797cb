-- Who did what: each act of a person, on the page or on the command line, in the order it was done.

CREATE TABLE activity (
    id VARCHAR PRIMARY KEY,
    done_at TIMESTAMPTZ NOT NULL,
    done_by VARCHAR NOT NULL,        -- the recruiter with a key of their own, else the system's user
    act VARCHAR NOT NULL,            -- callnow.terms.Act
    prospect_id VARCHAR NOT NULL,    -- whom it concerned; '' where it was nobody in particular
    trigger_id VARCHAR NOT NULL,     -- the call it was done to; '' where it was none
    detail VARCHAR NOT NULL          -- what else there is to say, in words that name nobody
);
