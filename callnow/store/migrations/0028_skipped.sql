-- What homes of the first days lack: 0001 was changed after it was in use, and 0014, 0020, 0023 and 0025 came after higher
-- numbers that such a home had gone through. All others have it.

ALTER TABLE announcement ADD COLUMN IF NOT EXISTS title_as_written VARCHAR DEFAULT '';
ALTER TABLE announcement ADD COLUMN IF NOT EXISTS filings JSON DEFAULT '[]';
ALTER TABLE company_event ADD COLUMN IF NOT EXISTS also_called VARCHAR[] DEFAULT '[]';
ALTER TABLE company_event ADD COLUMN IF NOT EXISTS filing JSON;
ALTER TABLE second_reading ADD COLUMN IF NOT EXISTS quiet BOOLEAN DEFAULT false;

CREATE TABLE IF NOT EXISTS looked_at (
    url VARCHAR PRIMARY KEY,
    domain VARCHAR NOT NULL,
    asked_at TIMESTAMPTZ NOT NULL,
    outcome VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS employer_listing (
    employer_id VARCHAR PRIMARY KEY,
    cik VARCHAR NOT NULL,
    ticker VARCHAR NOT NULL DEFAULT '',
    name VARCHAR NOT NULL DEFAULT '',
    removed BOOLEAN NOT NULL DEFAULT false,
    looked_up_at TIMESTAMPTZ
);

CREATE OR REPLACE VIEW filings AS
SELECT e.id AS event_id, e.announcement_id, e.filing->>'$.register' AS register, e.filing->>'$.number' AS number,
       e.filing->>'$.employer' AS employer_as_filed, e.type,
       try_cast(e.filing->>'$.filed_on' AS DATE) AS filed_on,
       try_cast(e.filing->>'$.effective_on' AS DATE) AS effective_on,
       e.count, e.person, e.role, e.filing->>'$.site' AS site, e.filing->>'$.state' AS state,
       e.filing->>'$.country' AS country, e.filing->>'$.amends' AS amends, e.sentence AS words, a.url
FROM company_event e
JOIN announcement a ON a.id = e.announcement_id
WHERE json_type(e.filing) = 'OBJECT';

COMMENT ON VIEW filings IS 'What employers filed with a register: layoffs and closings, insolvencies, officers who come and go.';
COMMENT ON COLUMN filings.event_id IS 'The event that it is; company_events.id and news_matches.event_id are this.';
COMMENT ON COLUMN filings.announcement_id IS 'The item it was read from; announcements.id is this.';
COMMENT ON COLUMN filings.register IS 'The register it was filed with.';
COMMENT ON COLUMN filings.number IS 'Its number there; "" where it has none.';
COMMENT ON COLUMN filings.employer_as_filed IS 'The company, as it is filed.';
COMMENT ON COLUMN filings.type IS 'What is filed: layoffs, office_closed, bankruptcy, executive_departed …';
COMMENT ON COLUMN filings.filed_on IS 'The day it was filed; NULL where that is not known.';
COMMENT ON COLUMN filings.effective_on IS 'The day from which it holds; NULL where the filing does not say.';
COMMENT ON COLUMN filings.count IS 'How many people it concerns, as filed.';
COMMENT ON COLUMN filings.person IS 'Whom it is about, where it names somebody.';
COMMENT ON COLUMN filings.role IS 'That person''s post.';
COMMENT ON COLUMN filings.site IS 'The place it concerns, as filed.';
COMMENT ON COLUMN filings.state IS 'The state it was filed in, where there are several.';
COMMENT ON COLUMN filings.country IS 'The country of the register (ISO 3166).';
COMMENT ON COLUMN filings.amends IS 'The number of the filing that it corrects; "unnumbered" where it does not say which, "" where it corrects none.';
COMMENT ON COLUMN filings.words IS 'The filing''s own words.';
COMMENT ON COLUMN filings.url IS 'Where it can be read.';

COMMENT ON VIEW call_now IS 'What the recruiter sees now: the calls that wait, tier call_now first, best first. Calls that were made, put off, dismissed or expired, and people who are not to be called today, stand in calls_ever alone.';
COMMENT ON COLUMN call_now.prospect IS 'Whom to call.';
COMMENT ON COLUMN call_now.phone IS 'The number to call, with its country code and, behind ;ext=, its extension.';
COMMENT ON COLUMN calls_ever.prospect IS 'Whom to call.';
COMMENT ON COLUMN calls_ever.phone IS 'The number to call, with its country code and, behind ;ext=, its extension.';
COMMENT ON COLUMN calls_ever.became IS 'What became of it: waits, put off, paused (the prospect is not to be called today), expired, called, dismissed, wrong company, wrong event, withdrawn.';
COMMENT ON COLUMN prospects.phone IS 'The number to call, with its country code and, behind ;ext=, its extension; "" where there is none that can be dialled.';
COMMENT ON COLUMN prospects.calls_waiting IS 'How many reasons to call them wait in call_now.';
COMMENT ON COLUMN employers.calls_waiting IS 'How many reasons to call somebody there wait in call_now.';
