-- The tables. One row a value of callnow.model, under its own id; JSON where a value is a list of explained parts.

CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

CREATE TABLE feed (
    name VARCHAR PRIMARY KEY,
    url VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    enabled BOOLEAN NOT NULL DEFAULT true,
    origin VARCHAR NOT NULL,         -- catalogue (data/feeds.toml) or added
    settings JSON NOT NULL,          -- the whole sources.feed.Feed
    state JSON,                      -- the whole sources.feed.FeedState after the last visit
    last_success_at TIMESTAMPTZ,
    last_new_item_at TIMESTAMPTZ,
    last_try_at TIMESTAMPTZ,
    next_check_at TIMESTAMPTZ,
    failures INTEGER NOT NULL DEFAULT 0,
    error_class VARCHAR,
    last_error VARCHAR
);

CREATE TABLE announcement (
    id VARCHAR PRIMARY KEY,
    source VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    published_at TIMESTAMPTZ NOT NULL,
    fetched_at TIMESTAMPTZ NOT NULL,
    date_known BOOLEAN NOT NULL,
    guid VARCHAR NOT NULL,
    fingerprint VARCHAR NOT NULL,
    issuer VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    title_as_written VARCHAR NOT NULL,
    understood_at TIMESTAMPTZ        -- when detection read it; NULL: still to be read
);
CREATE INDEX announcement_fingerprint ON announcement (fingerprint);

CREATE TABLE company_event (
    id VARCHAR PRIMARY KEY,
    announcement_id VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    company VARCHAR NOT NULL,
    planning VARCHAR NOT NULL,
    person VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    prior_company VARCHAR NOT NULL,
    side VARCHAR NOT NULL,
    counterparty VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    destination VARCHAR NOT NULL,
    amount VARCHAR NOT NULL,
    count VARCHAR NOT NULL,
    sentence VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    function VARCHAR NOT NULL,
    rank INTEGER NOT NULL,
    confidence DOUBLE NOT NULL,
    company_evidence VARCHAR[] NOT NULL,
    also_called VARCHAR[] NOT NULL
);

CREATE TABLE employer (
    id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    domain VARCHAR NOT NULL,
    ticker VARCHAR NOT NULL,
    country VARCHAR NOT NULL,
    city VARCHAR NOT NULL,
    aliases VARCHAR[] NOT NULL
);

CREATE TABLE prospect (
    id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    employer VARCHAR NOT NULL,
    employer_id VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    phone VARCHAR NOT NULL,
    phone_note VARCHAR NOT NULL,
    email VARCHAR NOT NULL,
    city VARCHAR NOT NULL,
    country VARCHAR NOT NULL,
    time_zone VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    tier VARCHAR NOT NULL,
    tags VARCHAR[] NOT NULL,
    notes VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    domain VARCHAR NOT NULL,
    ticker VARCHAR NOT NULL,
    function VARCHAR NOT NULL,
    rank INTEGER NOT NULL
);

CREATE TABLE match (
    event_id VARCHAR PRIMARY KEY,
    mention VARCHAR NOT NULL,
    mention_normalised VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,
    employer_id VARCHAR NOT NULL,
    employer VARCHAR NOT NULL,
    employer_normalised VARCHAR NOT NULL,
    score DOUBLE NOT NULL,
    why VARCHAR NOT NULL,
    features JSON NOT NULL,
    rejected JSON NOT NULL
);

CREATE TABLE story (
    id VARCHAR PRIMARY KEY,
    type VARCHAR NOT NULL,
    company VARCHAR NOT NULL,
    employer_id VARCHAR NOT NULL
);

CREATE TABLE report (
    event_id VARCHAR PRIMARY KEY,
    story_id VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    published_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE trigger (
    id VARCHAR PRIMARY KEY,
    prospect_id VARCHAR NOT NULL,
    employer_id VARCHAR NOT NULL,
    story_id VARCHAR NOT NULL,
    event_id VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    tier VARCHAR NOT NULL,
    score DOUBLE NOT NULL,
    why VARCHAR NOT NULL,
    opener VARCHAR NOT NULL,
    decided_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    reasons JSON NOT NULL,
    owner VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    voicemail VARCHAR NOT NULL,
    talking_points VARCHAR[] NOT NULL
);

CREATE TABLE delivery (
    id VARCHAR PRIMARY KEY,
    trigger_id VARCHAR NOT NULL,
    channel VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    attempts INTEGER NOT NULL,
    next_try_at TIMESTAMPTZ,
    last_error VARCHAR NOT NULL,
    sent_at TIMESTAMPTZ,
    batch VARCHAR NOT NULL
);

CREATE TABLE touch (
    id VARCHAR PRIMARY KEY,
    prospect_id VARCHAR NOT NULL,
    touched_at TIMESTAMPTZ NOT NULL,
    kind VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    promised VARCHAR NOT NULL,
    due_on DATE,
    topic VARCHAR NOT NULL,
    owner VARCHAR NOT NULL
);

CREATE TABLE rhythm (
    prospect_id VARCHAR PRIMARY KEY,
    known_since DATE NOT NULL,       -- the day of the first import
    paused_until DATE,               -- the first day after a pause
    no_contact DATE[]                -- days of the prospect's own without calls
);

CREATE TABLE judgement (
    mention VARCHAR NOT NULL,        -- as written in the news
    employer_id VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,        -- same, different, unsure
    employer VARCHAR NOT NULL,
    judged_at TIMESTAMPTZ,
    judged_by VARCHAR NOT NULL,
    PRIMARY KEY (mention, employer_id)
);

CREATE TABLE alias (name VARCHAR PRIMARY KEY, employer VARCHAR NOT NULL);

CREATE TABLE looked_at (
    url VARCHAR PRIMARY KEY,         -- an address that was asked for feeds and newsrooms
    domain VARCHAR NOT NULL,
    asked_at TIMESTAMPTZ NOT NULL,
    outcome VARCHAR NOT NULL
);

CREATE TABLE run (
    id VARCHAR PRIMARY KEY,
    kind VARCHAR NOT NULL,           -- watch, backfill
    started_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    counts JSON
);
