-- The number to call, the contact that answered and the report that an alert began with are said once, and views read them:
-- no view gives a number that was said to be wrong, or takes a voicemail for the talk that answered.

ALTER TABLE trigger ADD COLUMN answered_by VARCHAR DEFAULT '';  -- the touch that closed it, where it was called

-- What was answered before this column: by the first talk since it was asked for, else by the first contact of any kind.
UPDATE trigger SET answered_by = coalesce((
    SELECT arg_min(c.id, (c.kind NOT IN ('called', 'met'), c.touched_at, c.id)) FROM touch c
    WHERE c.prospect_id = trigger.prospect_id AND c.touched_at >= trigger.decided_at - INTERVAL 5 MINUTE
), '') WHERE state = 'called';

CREATE VIEW wrong_numbers AS
WITH said AS (
    SELECT prospect_id, number, max(touched_at) AS said_at FROM touch WHERE number <> '' GROUP BY prospect_id, number
), talked AS (
    SELECT prospect_id, max(touched_at) AS talked_at FROM touch
    WHERE kind = 'called' AND prospect_id IN (SELECT prospect_id FROM said) GROUP BY prospect_id
), numbers AS (
    SELECT id AS prospect_id, unnest(list_prepend(phone, other_phones)) AS number FROM prospect
    WHERE id IN (SELECT prospect_id FROM said)
), known AS (
    SELECT prospect_id, number, said_at, talked_at,
           count(*) FILTER (said_at IS NULL AND number <> '') OVER (PARTITION BY prospect_id) AS stand
    FROM numbers LEFT JOIN said USING (prospect_id, number) LEFT JOIN talked USING (prospect_id)
)
SELECT prospect_id, number, said_at FROM known
WHERE said_at IS NOT NULL AND (stand > 0 OR talked_at IS NULL OR talked_at <= said_at);

CREATE VIEW numbers_offered AS
WITH numbers AS (
    SELECT id AS prospect_id, phone, phone_note, other_phones, unnest(list_prepend(phone, other_phones)) AS number,
           generate_subscripts(list_prepend(phone, other_phones), 1) AS place
    FROM prospect WHERE id IN (SELECT prospect_id FROM wrong_numbers)
), known AS (
    SELECT prospect_id, phone, phone_note, other_phones, list(number ORDER BY place) FILTER (said_at IS NULL) AS stand,
           arg_min(said_at, place) AS said_at
    FROM numbers LEFT JOIN wrong_numbers USING (prospect_id, number) WHERE number <> ''
    GROUP BY prospect_id, phone, phone_note, other_phones
)
SELECT prospect_id, coalesce(stand[1], phone) AS phone,
       CASE
           WHEN stand[1] = phone THEN phone_note
           WHEN stand IS NOT NULL THEN ''
           ELSE concat_ws('; ', 'said to be a wrong number on ' || strftime(timezone('UTC', said_at), '%-d %B %Y'),
                          nullif(phone_note, ''))
       END AS phone_note,
       coalesce(stand[2:], other_phones) AS other_phones
FROM known;

CREATE OR REPLACE VIEW calls_ever AS
WITH clock AS (
    SELECT coalesce(getvariable('callnow_now')::TIMESTAMPTZ, now()) AS now,
           timezone(coalesce(getvariable('callnow_zone')::VARCHAR, current_setting('TimeZone')), now)::DATE AS today
)
SELECT p.name AS prospect, p.title, coalesce(o.phone, p.phone) AS phone, p.employer, t.why, t.opener, t.score, t.tier,
       t.type AS event, t.state, a.title AS headline, a.url, a.published_at, t.decided_at, t.expires_at, e.sentence, p.city,
       p.time_zone, coalesce(nullif(t.owner, ''), p.owner) AS owner, t.prospect_id, t.id AS trigger_id, t.story_id, a.source,
       CASE
           WHEN t.state IN ('open', 'snoozed') AND t.expires_at <= clock.now THEN 'expired'
           WHEN t.state = 'snoozed' AND z.until > clock.now THEN 'put off'
           WHEN t.state NOT IN ('open', 'snoozed') THEN replace(t.state, '_', ' ')
           WHEN r.paused_until > clock.today OR list_contains(r.no_contact, clock.today) THEN 'paused'
           ELSE 'waits'
       END AS became,
       z.until AS put_off_until, d.touched_at AS answered_at, d.kind AS answered_by, d.outcome, t.kind, p.email,
       p.tier AS prospect_tier, a.undated, coalesce(o.phone_note, p.phone_note) AS phone_note
FROM clock, trigger t
JOIN prospect p ON p.id = t.prospect_id
LEFT JOIN company_event e ON e.id = t.event_id
LEFT JOIN announcement a ON a.id = e.announcement_id
LEFT JOIN rhythm r ON r.prospect_id = t.prospect_id
LEFT JOIN snooze z ON z.trigger_id = t.id
LEFT JOIN touch d ON d.id = CASE WHEN t.state = 'called' THEN t.answered_by END
LEFT JOIN numbers_offered o ON o.prospect_id = t.prospect_id
ORDER BY t.decided_at DESC, t.tier, t.score DESC, t.id;

CREATE OR REPLACE VIEW call_now AS
SELECT prospect, title, phone, employer, why, opener, score, tier, event, state, headline, url, published_at, decided_at,
       expires_at, sentence, city, time_zone, owner, prospect_id, trigger_id, story_id, source, kind, email, prospect_tier,
       undated, row_number() OVER (PARTITION BY prospect_id ORDER BY tier, score DESC, trigger_id) AS reason, phone_note
FROM calls_ever
WHERE became = 'waits'
ORDER BY tier, score DESC, trigger_id;

CREATE VIEW alerts AS
SELECT t.id AS trigger_id, t.prospect_id, t.story_id, t.decided_at,
       min(a.published_at) FILTER (NOT a.undated) AS published_at,
       arg_min(a.source, a.published_at) FILTER (NOT a.undated) AS source,
       arg_min(a.date_known, a.published_at) FILTER (NOT a.undated) AS date_known
FROM trigger t
JOIN report r ON r.story_id = t.story_id
JOIN company_event e ON e.id = r.event_id
JOIN announcement a ON a.id = e.announcement_id
WHERE t.kind IN ('news', 'person') AND a.fetched_at <= t.decided_at
GROUP BY t.id, t.prospect_id, t.story_id, t.decided_at;

CREATE OR REPLACE VIEW prospects AS
SELECT p.id AS prospect_id, p.name AS prospect, p.title, p.function, p.rank, p.employer, p.employer_id,
       coalesce(o.phone, p.phone) AS phone, coalesce(o.phone_note, p.phone_note) AS phone_note,
       coalesce(o.other_phones, p.other_phones) AS other_phones, p.email, p.city, p.country, p.time_zone, p.owner, p.tier,
       p.tags, p.notes, p.url, r.known_since, r.paused_until, c.last.touched_at AS last_contact_at,
       c.last.kind AS last_contact_by, coalesce(c.contacts, 0) AS contacts, nullif(c.pledge.promised, '') AS promised,
       c.pledge.due_on AS promised_for, coalesce(w.calls_waiting, 0) AS calls_waiting
FROM prospect p
LEFT JOIN rhythm r ON r.prospect_id = p.id
LEFT JOIN (
    SELECT prospect_id, count(*) FILTER (kind <> 'voicemail') AS contacts,
           max({'touched_at': touched_at, 'kind': kind}) FILTER (kind <> 'voicemail') AS last,
           max({'touched_at': touched_at, 'promised': promised, 'due_on': due_on})
               FILTER (promised <> '' OR due_on IS NOT NULL) AS pledge
    FROM touch GROUP BY prospect_id
) c ON c.prospect_id = p.id
LEFT JOIN (SELECT prospect_id, count(*) AS calls_waiting FROM call_now GROUP BY prospect_id) w ON w.prospect_id = p.id
LEFT JOIN numbers_offered o ON o.prospect_id = p.id
ORDER BY p.name, p.id;

COMMENT ON VIEW wrong_numbers IS 'The numbers of people on the list that were said to be wrong; an only number on which they talked since is not.';
COMMENT ON COLUMN wrong_numbers.prospect_id IS 'The prospect''s id; prospects.prospect_id is this.';
COMMENT ON COLUMN wrong_numbers.number IS 'The number, as the list has it.';
COMMENT ON COLUMN wrong_numbers.said_at IS 'When that was said last.';
COMMENT ON VIEW numbers_offered IS 'People of whom a number was said to be wrong: which number is to be called instead, or the same, marked, where no other stands.';
COMMENT ON COLUMN numbers_offered.prospect_id IS 'The prospect''s id; prospects.prospect_id is this.';
COMMENT ON COLUMN numbers_offered.phone IS 'The number to call.';
COMMENT ON COLUMN numbers_offered.phone_note IS 'Its note; where it is the only one, that it was said to be wrong, and when.';
COMMENT ON COLUMN numbers_offered.other_phones IS 'Further numbers, without those that were said to be wrong where another stands.';

COMMENT ON VIEW calls_ever IS 'Every call that was ever asked for, newest first, with what became of it.';
COMMENT ON COLUMN calls_ever.prospect IS 'Whom to call.';
COMMENT ON COLUMN calls_ever.title IS 'Their post.';
COMMENT ON COLUMN calls_ever.phone IS 'The number to call, with its country code and, behind ;ext=, its extension; none that was said to be wrong while another stands.';
COMMENT ON COLUMN calls_ever.employer IS 'Where they work.';
COMMENT ON COLUMN calls_ever.why IS 'Why now, in one sentence.';
COMMENT ON COLUMN calls_ever.opener IS 'What to say first.';
COMMENT ON COLUMN calls_ever.score IS 'How good a reason it is, 0 to 100.';
COMMENT ON COLUMN calls_ever.tier IS 'call_now, or worth_knowing for the next talk.';
COMMENT ON COLUMN calls_ever.event IS 'The type of the event; follow_up for a promise or the rhythm, record_stale for a record to check.';
COMMENT ON COLUMN calls_ever.state IS 'The state as it is kept: open, snoozed, called, dismissed, wrong_company, wrong_event or withdrawn.';
COMMENT ON COLUMN calls_ever.headline IS 'The title of the news; NULL where no news is behind the call.';
COMMENT ON COLUMN calls_ever.url IS 'The address of the news.';
COMMENT ON COLUMN calls_ever.published_at IS 'When the news of this headline was published; a later report of the story takes its place where it says more, so this may be after decided_at. The first report stands in alerts.';
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
COMMENT ON COLUMN calls_ever.answered_at IS 'When the contact was that answered it, where it counts as called.';
COMMENT ON COLUMN calls_ever.answered_by IS 'How: called, met, emailed, voicemail, or import (a list told of it).';
COMMENT ON COLUMN calls_ever.outcome IS 'How that contact ended, in the recruiter''s words.';
COMMENT ON COLUMN calls_ever.kind IS 'What it rests on: news of the employer, person (news of the prospect), cadence (a promise or the rhythm), stale (a record to check).';
COMMENT ON COLUMN calls_ever.email IS 'The prospect''s e-mail address.';
COMMENT ON COLUMN calls_ever.prospect_tier IS 'The prospect''s own tier: A, B, C or "".';
COMMENT ON COLUMN calls_ever.undated IS 'Whether the news has no day that can be read: it may be older than published_at.';
COMMENT ON COLUMN calls_ever.phone_note IS 'Why there is no number, its extension, or that it was said to be wrong and is the only one.';

COMMENT ON VIEW call_now IS 'What the recruiter sees now: the calls that wait, tier call_now first, best first. Calls that were made, put off, dismissed or expired, and people who are not to be called today, stand in calls_ever alone.';
COMMENT ON COLUMN call_now.prospect IS 'Whom to call.';
COMMENT ON COLUMN call_now.title IS 'Their post.';
COMMENT ON COLUMN call_now.phone IS 'The number to call, with its country code and, behind ;ext=, its extension; none that was said to be wrong while another stands.';
COMMENT ON COLUMN call_now.employer IS 'Where they work.';
COMMENT ON COLUMN call_now.why IS 'Why now, in one sentence.';
COMMENT ON COLUMN call_now.opener IS 'What to say first.';
COMMENT ON COLUMN call_now.score IS 'How good a reason it is, 0 to 100.';
COMMENT ON COLUMN call_now.tier IS 'call_now, or worth_knowing for the next talk.';
COMMENT ON COLUMN call_now.event IS 'The type of the event; follow_up for a promise or the rhythm, record_stale for a record to check.';
COMMENT ON COLUMN call_now.state IS 'The state as it is kept: open, or snoozed where the time it was put off until has come.';
COMMENT ON COLUMN call_now.headline IS 'The title of the news; NULL where no news is behind the call.';
COMMENT ON COLUMN call_now.url IS 'The address of the news.';
COMMENT ON COLUMN call_now.published_at IS 'When the news of this headline was published; a later report of the story takes its place where it says more, so this may be after decided_at. The first report stands in alerts.';
COMMENT ON COLUMN call_now.decided_at IS 'When callnow asked for the call.';
COMMENT ON COLUMN call_now.expires_at IS 'Until when the reason holds.';
COMMENT ON COLUMN call_now.sentence IS 'The sentence of the news that proves the reason.';
COMMENT ON COLUMN call_now.city IS 'Where the prospect is.';
COMMENT ON COLUMN call_now.time_zone IS 'The prospect''s time zone, where the list gives one.';
COMMENT ON COLUMN call_now.owner IS 'The recruiter whose call it is.';
COMMENT ON COLUMN call_now.prospect_id IS 'The prospect''s id; prospects.prospect_id is this.';
COMMENT ON COLUMN call_now.trigger_id IS 'The call''s id, which `callnow explain` takes.';
COMMENT ON COLUMN call_now.story_id IS 'The story behind it; "" where there is none.';
COMMENT ON COLUMN call_now.source IS 'The feed the news came from.';
COMMENT ON COLUMN call_now.kind IS 'What it rests on: news of the employer, person (news of the prospect), cadence (a promise or the rhythm), stale (a record to check).';
COMMENT ON COLUMN call_now.email IS 'The prospect''s e-mail address.';
COMMENT ON COLUMN call_now.prospect_tier IS 'The prospect''s own tier: A, B, C or "".';
COMMENT ON COLUMN call_now.undated IS 'Whether the news has no day that can be read: it may be older than published_at.';
COMMENT ON COLUMN call_now.reason IS '1 for the reason under which the prospect stands in the list; 2, 3 … for their other reasons.';
COMMENT ON COLUMN call_now.phone_note IS 'Why there is no number, its extension, or that it was said to be wrong and is the only one.';

COMMENT ON VIEW alerts IS 'The calls that news asked for while it was new: which report came first of those that had been read by then. What a backfill decided of old news is not among them.';
COMMENT ON COLUMN alerts.trigger_id IS 'The call''s id; calls_ever.trigger_id is this.';
COMMENT ON COLUMN alerts.prospect_id IS 'The prospect''s id; prospects.prospect_id is this.';
COMMENT ON COLUMN alerts.story_id IS 'The story behind it.';
COMMENT ON COLUMN alerts.decided_at IS 'When callnow asked for the call.';
COMMENT ON COLUMN alerts.published_at IS 'When the first report was published; NULL where none has a day that can be read.';
COMMENT ON COLUMN alerts.source IS 'The feed of that report.';
COMMENT ON COLUMN alerts.date_known IS 'Whether that feed gives a usable time, not only the day.';

COMMENT ON VIEW prospects IS 'The people on your list, with their last contact, what was promised last, and how many calls wait.';
COMMENT ON COLUMN prospects.prospect_id IS 'The prospect''s id.';
COMMENT ON COLUMN prospects.prospect IS 'Their name.';
COMMENT ON COLUMN prospects.title IS 'Their post, as the list has it.';
COMMENT ON COLUMN prospects.function IS 'The field of the post: it, finance, hr …; "" where that is not known.';
COMMENT ON COLUMN prospects.rank IS 'How high the post is: 1 (a chief) to 5; 0 where that is not known.';
COMMENT ON COLUMN prospects.employer IS 'Where they work, as the list has it.';
COMMENT ON COLUMN prospects.employer_id IS 'The employer''s id; employers.employer_id is this.';
COMMENT ON COLUMN prospects.phone IS 'The number to call, with its country code and, behind ;ext=, its extension; "" where there is none that can be dialled. None that was said to be wrong while another stands.';
COMMENT ON COLUMN prospects.phone_note IS 'Why there is no number, its extension, or that it was said to be wrong and is the only one.';
COMMENT ON COLUMN prospects.other_phones IS 'Further numbers, without those that were said to be wrong where another stands.';
COMMENT ON COLUMN prospects.email IS 'Their e-mail address.';
COMMENT ON COLUMN prospects.city IS 'Where they are.';
COMMENT ON COLUMN prospects.country IS 'Their country, as two letters where it is known.';
COMMENT ON COLUMN prospects.time_zone IS 'Their time zone, where the list gives one.';
COMMENT ON COLUMN prospects.owner IS 'The recruiter who looks after them.';
COMMENT ON COLUMN prospects.tier IS 'A, B, C or "".';
COMMENT ON COLUMN prospects.tags IS 'Their tags.';
COMMENT ON COLUMN prospects.notes IS 'Your notes on them.';
COMMENT ON COLUMN prospects.url IS 'Their profile on the web.';
COMMENT ON COLUMN prospects.known_since IS 'The day of their first import.';
COMMENT ON COLUMN prospects.paused_until IS 'The first day after a pause.';
COMMENT ON COLUMN prospects.last_contact_at IS 'When somebody was last in contact with them; a call that reached nobody is no contact.';
COMMENT ON COLUMN prospects.last_contact_by IS 'How: called, met, emailed, or import (a list told of it).';
COMMENT ON COLUMN prospects.contacts IS 'How many contacts are noted; calls that reached nobody stand in touches alone.';
COMMENT ON COLUMN prospects.promised IS 'What was promised last, in the words it was given.';
COMMENT ON COLUMN prospects.promised_for IS 'The day that was agreed on with it.';
COMMENT ON COLUMN prospects.calls_waiting IS 'How many reasons to call them wait in call_now.';

COMMENT ON COLUMN touches.kind IS 'How: called, met, emailed, voicemail (nobody was reached), or import (a list told of it).';
COMMENT ON COLUMN company_events.probability IS 'How probable it is that the text announces this, 0 to 1; 1 where certain_from is 0, which nobody estimated.';
COMMENT ON COLUMN company_events.certain_from IS 'The probability from which it counts as certain: below it is told with "read it first". Where its type asks for calls, from here on it asks for one. Above 1: nothing makes it certain; 0: the text was not read closely.';
COMMENT ON COLUMN news_matches.employer IS 'The employer, in the one spelling that news is matched to; employers.employer is this. prospects.employer is as your list has it: join by employer_id.';
