-- What the second reader said of events that the first is not certain of, and how many questions it was asked a day.

CREATE TABLE second_reading (
    announcement_id VARCHAR NOT NULL,
    event_id VARCHAR NOT NULL,
    model VARCHAR NOT NULL,
    checksum VARCHAR NOT NULL,       -- of the question
    answer VARCHAR NOT NULL,         -- yes, no, cannot_tell; '' while it waits for one
    person VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    company VARCHAR NOT NULL,
    answered_at TIMESTAMPTZ,
    PRIMARY KEY (announcement_id, event_id, model, checksum)
);

CREATE TABLE second_reading_day (
    day DATE PRIMARY KEY,
    asked INTEGER NOT NULL
);
