-- What the last imports wrote, row by row, so that each can be taken back; gone once somebody is forgotten.

CREATE TABLE import_done (
    number BIGINT PRIMARY KEY,
    done_at TIMESTAMPTZ NOT NULL,
    what VARCHAR NOT NULL            -- how many rows of which files
);

CREATE TABLE import_step (
    import BIGINT NOT NULL,          -- the number of the import
    part VARCHAR NOT NULL,           -- the table of the row that it wrote
    key VARCHAR NOT NULL,            -- the key of that row
    prospect_id VARCHAR NOT NULL,    -- whose the row is
    before JSON,                     -- the whole row as it was; NULL where there was none
    after VARCHAR,                   -- the sign of the row as the import left it; NULL where it took it away
    PRIMARY KEY (import, part, key)
);
