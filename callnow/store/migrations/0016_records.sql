-- What each export, or a person by hand, says of somebody; a prospect is made of all records of the person.

CREATE TABLE record (
    row_id VARCHAR PRIMARY KEY,      -- the id that its row has in every import
    prospect_id VARCHAR NOT NULL,
    given JSON NOT NULL,             -- the whole callnow.model.Prospect as it was given
    turn BIGINT NOT NULL,            -- the order in which records last changed
    changed_on DATE NOT NULL,
    said_by VARCHAR NOT NULL,        -- import, person
    gone VARCHAR[] NOT NULL,         -- numbers and addresses that its last import had no longer
    dropped JSON NOT NULL            -- (field, value) pairs that a person took away for good
);

-- Records and people that are part of another person now, and what it takes to split them again.
CREATE TABLE merged (
    id VARCHAR PRIMARY KEY,          -- the former prospect id
    prospect_id VARCHAR NOT NULL,
    merged_on DATE NOT NULL,
    said_by VARCHAR NOT NULL,
    was_person BOOLEAN NOT NULL,
    rows VARCHAR[] NOT NULL,
    touches VARCHAR[] NOT NULL,
    triggers VARCHAR[] NOT NULL,
    closed JSON NOT NULL,            -- (trigger, state before)
    former VARCHAR[] NOT NULL,
    known_since DATE,
    paused_until DATE,
    kept_since DATE
);

-- Pairs of people who may be one: asked about, or told apart by a person.
CREATE TABLE person_pair (
    one VARCHAR NOT NULL,
    other VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,        -- asked, different
    why VARCHAR NOT NULL,
    said_on DATE NOT NULL,
    PRIMARY KEY (one, other)
);
