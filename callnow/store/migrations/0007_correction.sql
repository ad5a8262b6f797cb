-- What people said of what was read in a news item.

CREATE TABLE correction (
    id VARCHAR PRIMARY KEY,
    announcement_id VARCHAR NOT NULL,
    event_id VARCHAR NOT NULL,       -- the event it speaks of; '' where it was missed
    story_id VARCHAR NOT NULL,       -- the story of that event when this was said; '' where there is none
    kind VARCHAR NOT NULL,           -- wrong_event, wrong_company, missed
    type VARCHAR NOT NULL,
    company VARCHAR NOT NULL,
    person VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    said_at TIMESTAMPTZ NOT NULL,
    said_by VARCHAR NOT NULL         -- page, command line
);
