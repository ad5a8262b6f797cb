-- Which employers are registered with the SEC, and as what: looked up once, kept until a person takes it away.

CREATE TABLE employer_listing (
    employer_id VARCHAR PRIMARY KEY,
    cik VARCHAR NOT NULL,
    ticker VARCHAR NOT NULL DEFAULT '',
    name VARCHAR NOT NULL DEFAULT '',  -- as the SEC has it
    removed BOOLEAN NOT NULL DEFAULT false,  -- a person said that it is another company: it is not looked up again
    looked_up_at TIMESTAMPTZ
);
