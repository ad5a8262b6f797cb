-- The calls of one person are found without numbering the contacts after every other call: the view is written anew.

CREATE OR REPLACE VIEW calls_ever AS
WITH clock AS (
    SELECT coalesce(getvariable('callnow_now')::TIMESTAMPTZ, now()) AS now,
           timezone(coalesce(getvariable('callnow_zone')::VARCHAR, current_setting('TimeZone')), now)::DATE AS today
), answer AS (
    SELECT t.prospect_id, t.id, c.touched_at, c.kind, c.outcome,
           row_number() OVER (PARTITION BY t.prospect_id, t.id ORDER BY c.touched_at, c.id) AS place
    FROM trigger t JOIN touch c ON c.prospect_id = t.prospect_id AND c.touched_at >= t.decided_at
    WHERE t.state = 'called'
)
SELECT p.name AS prospect, p.title, p.phone, p.employer, t.why, t.opener, t.score, t.tier, t.type AS event, t.state,
       a.title AS headline, a.url, a.published_at, t.decided_at, t.expires_at, e.sentence, p.city, p.time_zone,
       coalesce(nullif(t.owner, ''), p.owner) AS owner, t.prospect_id, t.id AS trigger_id, t.story_id, a.source,
       CASE
           WHEN t.state IN ('open', 'snoozed') AND t.expires_at <= clock.now THEN 'expired'
           WHEN t.state = 'snoozed' AND z.until > clock.now THEN 'put off'
           WHEN t.state NOT IN ('open', 'snoozed') THEN replace(t.state, '_', ' ')
           WHEN r.paused_until > clock.today OR list_contains(r.no_contact, clock.today) THEN 'paused'
           ELSE 'waits'
       END AS became,
       z.until AS put_off_until, d.touched_at AS answered_at, d.kind AS answered_by, d.outcome, t.kind, p.email,
       p.tier AS prospect_tier, a.undated
FROM clock, trigger t
JOIN prospect p ON p.id = t.prospect_id
LEFT JOIN company_event e ON e.id = t.event_id
LEFT JOIN announcement a ON a.id = e.announcement_id
LEFT JOIN rhythm r ON r.prospect_id = t.prospect_id
LEFT JOIN snooze z ON z.trigger_id = t.id
LEFT JOIN answer d ON d.prospect_id = t.prospect_id AND d.id = t.id AND d.place = 1
ORDER BY t.decided_at DESC, t.tier, t.score DESC, t.id;

COMMENT ON VIEW calls_ever IS 'Every call that was ever asked for, newest first, with what became of it.';
COMMENT ON COLUMN calls_ever.prospect IS 'Whom to call.';
COMMENT ON COLUMN calls_ever.title IS 'Their post.';
COMMENT ON COLUMN calls_ever.phone IS 'The number to call, with its country code and, behind ;ext=, its extension.';
COMMENT ON COLUMN calls_ever.employer IS 'Where they work.';
COMMENT ON COLUMN calls_ever.why IS 'Why now, in one sentence.';
COMMENT ON COLUMN calls_ever.opener IS 'What to say first.';
COMMENT ON COLUMN calls_ever.score IS 'How good a reason it is, 0 to 100.';
COMMENT ON COLUMN calls_ever.tier IS 'call_now, or worth_knowing for the next talk.';
COMMENT ON COLUMN calls_ever.event IS 'The type of the event; follow_up for a promise or the rhythm, record_stale for a record to check.';
COMMENT ON COLUMN calls_ever.state IS 'The state as it is kept: open, snoozed, called, dismissed, wrong_company, wrong_event or withdrawn.';
COMMENT ON COLUMN calls_ever.headline IS 'The title of the news; NULL where no news is behind the call.';
COMMENT ON COLUMN calls_ever.url IS 'The address of the news.';
COMMENT ON COLUMN calls_ever.published_at IS 'When the news was published.';
COMMENT ON COLUMN calls_ever.decided_at IS 'When callnow asked for the call.';
COMMENT ON COLUMN calls_ever.expires_at IS 'Until when the reason holds.';
COMMENT ON COLUMN calls_ever.sentence IS 'The sentence of the news that proves the reason.';
COMMENT ON COLUMN calls_ever.city IS 'Where the prospect is.';
COMMENT ON COLUMN calls_ever.time_zone IS 'The prospect''s time zone, where the list gives one.';
COMMENT ON COLUMN calls_ever.owner IS 'The recruiter whose call it is.';
COMMENT ON COLUMN calls_ever.prospect_id IS 'The prospect''s id; prospects.prospect_id is this.';
COMMENT ON COLUMN calls_ever.trigger_id IS 'The call''s id, which `callnow explain` takes.';
COMMENT ON COLUMN calls_ever.story_id IS 'The story behind it; "" where there is none.';
COMMENT ON COLUMN calls_ever.source IS 'The feed the news came from.';
COMMENT ON COLUMN calls_ever.became IS 'What became of it: waits, put off, paused (the prospect is not to be called today), expired, called, dismissed, wrong company, wrong event, withdrawn.';
COMMENT ON COLUMN calls_ever.put_off_until IS 'Until when it was put off.';
COMMENT ON COLUMN calls_ever.answered_at IS 'When somebody was in contact with the prospect after it, where it counts as called.';
COMMENT ON COLUMN calls_ever.answered_by IS 'How: called, voicemail, emailed or met.';
COMMENT ON COLUMN calls_ever.outcome IS 'How that contact ended, in the recruiter''s words.';
COMMENT ON COLUMN calls_ever.kind IS 'What it rests on: news of the employer, person (news of the prospect), cadence (a promise or the rhythm), stale (a record to check).';
COMMENT ON COLUMN calls_ever.email IS 'The prospect''s e-mail address.';
COMMENT ON COLUMN calls_ever.prospect_tier IS 'The prospect''s own tier: A, B, C or "".';
COMMENT ON COLUMN calls_ever.undated IS 'Whether the news has no day that can be read: it may be older than published_at.';

-- In a home that was begun with an earlier version the default is still [], which DuckDB cannot read again from its log.
ALTER TABLE prospect ALTER COLUMN other_phones SET DEFAULT '[]';
