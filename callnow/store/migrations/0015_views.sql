-- The views for people who query, anew: calls now apart from calls ever, people and employers as views, figures as numbers, a comment on every column.

DROP VIEW call_now;
DROP VIEW feed_health;
DROP VIEW news_matches;
DROP VIEW company_events;
DROP VIEW announcements;

CREATE VIEW announcements AS
SELECT id, source, title, text, url, published_at, date_known, fetched_at, issuer, language, undated FROM announcement;

CREATE VIEW company_events AS
WITH written AS (
    SELECT id, 'amount' AS slot, lower(amount) AS words FROM company_event WHERE amount <> ''
    UNION ALL
    SELECT id, 'count' AS slot, lower(count) AS words FROM company_event WHERE count <> ''
), apart AS (
    SELECT id, slot, words, regexp_extract(
        words,
        '(\d{1,3}(?:[ \x{00A0}\x{2009}\x{202F}]\d{3})+|\d[\d.,''’]*\d|\d)\s*(?:(?:-|–|to)\s*[^\d\s]{0,4}\s?\d[\d.,]*\s*)?-?\s*([a-z]*)\.?\s*(%|per\s?cent\b|percent\b)?',
        ['digits', 'scale', 'share']
    ) AS part
    FROM written
), mended AS (
    SELECT id, slot, words, part, regexp_replace(part.digits, '[''’ \x{00A0}\x{2009}\x{202F}]', '', 'g') AS digits,
           part.share <> '' OR part.scale IN ('percent', 'per') AS is_share,
           map {
               'k': 1e3, 'thousand': 1e3, 'm': 1e6, 'mm': 1e6, 'mn': 1e6, 'mln': 1e6, 'mio': 1e6, 'million': 1e6,
               'millions': 1e6, 'b': 1e9, 'bn': 1e9, 'bln': 1e9, 'billion': 1e9, 'billions': 1e9, 'mrd': 1e9,
               'milliard': 1e9, 't': 1e12, 'tn': 1e12, 'trillion': 1e12, 'lakh': 1e5, 'crore': 1e7
           }[part.scale] AS scale
    FROM apart
), figures AS (
    SELECT id, slot, is_share,
           round(CASE
               WHEN regexp_matches(digits, '[.,]\d{1,2}$')
                   OR (scale IS NOT NULL AND regexp_matches(digits, '^\d{1,3}\.\d{3}$'))
               THEN try_cast(
                   regexp_replace(regexp_extract(digits, '^(.*)[.,]\d+$', 1), '[.,]', '', 'g')
                   || '.' || regexp_extract(digits, '[.,](\d+)$', 1) AS DOUBLE)
               WHEN digits <> '' THEN try_cast(regexp_replace(digits, '[.,]', '', 'g') AS DOUBLE)
               WHEN slot = 'count' THEN map {
                   'one': 1, 'two': 2, 'three': 3, 'four': 4, 'five': 5, 'six': 6, 'seven': 7, 'eight': 8, 'nine': 9,
                   'ten': 10, 'eleven': 11, 'twelve': 12, 'a dozen': 12
               }[words]
           END * coalesce(scale, 1), 2) AS figure,
           CASE
               WHEN regexp_matches(words, '(^|[^a-z])(us\s?\$|usd\b)|\bu\.?s\.? dollar') THEN 'USD'
               WHEN regexp_matches(words, '(^|[^a-z])(c|ca|cad|cdn|can)\s?\$|\bcad\b|\bcanadian dollar') THEN 'CAD'
               WHEN regexp_matches(words, '(^|[^a-z])(a|au|aud)\s?\$|\baud\b|\baustralian dollar') THEN 'AUD'
               WHEN regexp_matches(words, '(^|[^a-z])nz\s?\$|\bnzd\b') THEN 'NZD'
               WHEN regexp_matches(words, '(^|[^a-z])hk\s?\$|\bhkd\b') THEN 'HKD'
               WHEN regexp_matches(words, '(^|[^a-z])s\s?\$|\bsgd\b') THEN 'SGD'
               WHEN regexp_matches(words, '(^|[^a-z])r\s?\$|\bbrl\b') THEN 'BRL'
               WHEN regexp_matches(words, '€|\beur\b|\beuros?\b') THEN 'EUR'
               WHEN regexp_matches(words, '£|\bgbp\b|\bpounds?\b') THEN 'GBP'
               WHEN regexp_matches(words, '₹|\binr\b|\brs\b|\brupees?\b|\bcrore\b|\blakh\b') THEN 'INR'
               WHEN regexp_matches(words, '\bcny\b|\brmb\b|\byuan\b') THEN 'CNY'
               WHEN regexp_matches(words, '¥|\bjpy\b|\byen\b') THEN 'JPY'
               WHEN regexp_matches(words, '\b(chf|sek|nok|dkk|pln|krw|mxn|zar|aed|sar|ils|try)\b')
               THEN upper(regexp_extract(words, '\b(chf|sek|nok|dkk|pln|krw|mxn|zar|aed|sar|ils|try)\b', 1))
               WHEN regexp_matches(words, '\$|\bdollars?\b') THEN 'USD'
           END AS currency
    FROM mended
)
SELECT e.id, a.published_at, e.type, e.company, e.planning, e.person, e.role, e.prior_company, e.side, e.counterparty,
       e.origin, e.destination, e.amount, e.count, e.function, e.rank, e.probability, e.certain_from, e.sentence, e.rule,
       a.title, a.url, a.source, e.announcement_id,
       m.figure AS amount_value, m.currency AS amount_currency,
       CASE WHEN NOT c.is_share THEN c.figure END AS count_value, CASE WHEN c.is_share THEN c.figure END AS count_percent,
       a.undated
FROM company_event e
JOIN announcement a ON a.id = e.announcement_id
LEFT JOIN figures m ON m.id = e.id AND m.slot = 'amount'
LEFT JOIN figures c ON c.id = e.id AND c.slot = 'count';

CREATE VIEW news_matches AS
SELECT e.published_at, m.employer, e.type, e.person, e.role, e.planning, e.title, m.mention, m.score, m.why, e.sentence,
       e.url, e.source, m.employer_id, e.id AS event_id, r.story_id,
       (SELECT count(*) FROM prospect p WHERE p.employer_id = m.employer_id) AS prospects,
       e.amount, e.amount_value, e.amount_currency, e.count, e.count_value, e.count_percent, e.undated
FROM match m
JOIN company_events e ON e.id = m.event_id
LEFT JOIN report r ON r.event_id = e.id
WHERE m.verdict = 'match';

CREATE VIEW calls_ever AS
WITH clock AS (
    SELECT coalesce(getvariable('callnow_now')::TIMESTAMPTZ, now()) AS now,
           timezone(coalesce(getvariable('callnow_zone')::VARCHAR, current_setting('TimeZone')), now)::DATE AS today
), said AS (
    SELECT t.id, c.touched_at, c.kind, c.outcome,
           row_number() OVER (PARTITION BY t.id ORDER BY c.touched_at, c.id) AS place
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
LEFT JOIN said d ON d.id = t.id AND d.place = 1
ORDER BY t.decided_at DESC, t.tier, t.score DESC, t.id;

CREATE VIEW call_now AS
SELECT prospect, title, phone, employer, why, opener, score, tier, event, state, headline, url, published_at, decided_at,
       expires_at, sentence, city, time_zone, owner, prospect_id, trigger_id, story_id, source, kind, email, prospect_tier,
       undated, row_number() OVER (PARTITION BY prospect_id ORDER BY tier, score DESC, trigger_id) AS reason
FROM calls_ever
WHERE became = 'waits'
ORDER BY tier, score DESC, trigger_id;

CREATE VIEW prospects AS
SELECT p.id AS prospect_id, p.name AS prospect, p.title, p.function, p.rank, p.employer, p.employer_id, p.phone, p.phone_note,
       p.other_phones, p.email, p.city, p.country, p.time_zone, p.owner, p.tier, p.tags, p.notes, p.url, r.known_since,
       r.paused_until, c.last.touched_at AS last_contact_at, c.last.kind AS last_contact_by, coalesce(c.contacts, 0) AS contacts,
       nullif(c.pledge.promised, '') AS promised, c.pledge.due_on AS promised_for, coalesce(w.calls_waiting, 0) AS calls_waiting
FROM prospect p
LEFT JOIN rhythm r ON r.prospect_id = p.id
LEFT JOIN (
    SELECT prospect_id, count(*) AS contacts, max({'touched_at': touched_at, 'kind': kind}) AS last,
           max({'touched_at': touched_at, 'promised': promised, 'due_on': due_on})
               FILTER (promised <> '' OR due_on IS NOT NULL) AS pledge
    FROM touch GROUP BY prospect_id
) c ON c.prospect_id = p.id
LEFT JOIN (SELECT prospect_id, count(*) AS calls_waiting FROM call_now GROUP BY prospect_id) w ON w.prospect_id = p.id
ORDER BY p.name, p.id;

CREATE VIEW touches AS
SELECT t.id AS touch_id, t.touched_at, t.kind, t.outcome, t.note, t.promised, t.due_on, t.topic,
       coalesce(nullif(t.owner, ''), p.owner) AS owner, p.name AS prospect, p.employer, t.prospect_id, p.employer_id
FROM touch t JOIN prospect p ON p.id = t.prospect_id
ORDER BY t.touched_at DESC, t.id;

CREATE VIEW employers AS
SELECT e.id AS employer_id, e.name AS employer, e.domain, e.ticker, e.country, e.city, e.aliases,
       coalesce(p.prospects, 0) AS prospects, coalesce(n.stories, 0) AS stories, n.last_news_at,
       coalesce(w.calls_waiting, 0) AS calls_waiting
FROM employer e
LEFT JOIN (SELECT employer_id, count(*) AS prospects FROM prospect GROUP BY employer_id) p ON p.employer_id = e.id
LEFT JOIN (
    SELECT s.employer_id, count(DISTINCT s.id) AS stories, max(r.published_at) AS last_news_at
    FROM story s JOIN report r ON r.story_id = s.id GROUP BY s.employer_id
) n ON n.employer_id = e.id
LEFT JOIN (
    SELECT q.employer_id, count(*) AS calls_waiting
    FROM call_now c JOIN prospect q ON q.id = c.prospect_id GROUP BY q.employer_id
) w ON w.employer_id = e.id
ORDER BY e.name, e.id;

CREATE VIEW feed_health AS
SELECT f.name, f.kind, f.last_success_at, f.last_new_item_at, f.last_try_at, f.next_check_at, f.failures,
       f.error_class, f.last_error, n.items_30_days, f.url
FROM feed f
LEFT JOIN (
    SELECT source, count(*) AS items_30_days FROM announcement WHERE fetched_at > now() - INTERVAL 30 DAY GROUP BY source
) n ON n.source = f.name
WHERE f.enabled;

COMMENT ON VIEW announcements IS 'Every item read from a feed or newsroom, once, however often it was seen.';
COMMENT ON COLUMN announcements.id IS 'The item''s id; company_events.announcement_id is this.';
COMMENT ON COLUMN announcements.source IS 'The feed or newsroom it was read from; feed_health.name is this.';
COMMENT ON COLUMN announcements.title IS 'Its title.';
COMMENT ON COLUMN announcements.text IS 'Its text, summary or whole article, as plain text.';
COMMENT ON COLUMN announcements.url IS 'Its address on the web.';
COMMENT ON COLUMN announcements.published_at IS 'When it was published; when it was read, where its source does not say.';
COMMENT ON COLUMN announcements.date_known IS 'Whether its source gives a usable time.';
COMMENT ON COLUMN announcements.fetched_at IS 'When callnow read it.';
COMMENT ON COLUMN announcements.issuer IS 'The company that the source speaks for, where there is one.';
COMMENT ON COLUMN announcements.language IS 'The language of the feed, as it or the catalogue says.';
COMMENT ON COLUMN announcements.undated IS 'Whether its source gives no day that can be read: it may be older than published_at.';

COMMENT ON VIEW company_events IS 'What the announcements announce: one row an event and company, with the sentence that proves it, the rule that read it, and how probable it is.';
COMMENT ON COLUMN company_events.id IS 'The event''s id; news_matches.event_id is this.';
COMMENT ON COLUMN company_events.published_at IS 'When its announcement was published.';
COMMENT ON COLUMN company_events.type IS 'What happened: executive_hired, layoffs, funding …';
COMMENT ON COLUMN company_events.company IS 'The company, as the text writes it.';
COMMENT ON COLUMN company_events.planning IS 'How sure the text is: done, announced, rumoured or denied.';
COMMENT ON COLUMN company_events.person IS 'Whom it is about, where it names somebody.';
COMMENT ON COLUMN company_events.role IS 'That person''s post.';
COMMENT ON COLUMN company_events.prior_company IS 'Where that person comes from.';
COMMENT ON COLUMN company_events.side IS 'The company''s side where there are two: acquirer, target …';
COMMENT ON COLUMN company_events.counterparty IS 'The other company.';
COMMENT ON COLUMN company_events.origin IS 'The place that is left.';
COMMENT ON COLUMN company_events.destination IS 'The place that is moved to, or opened.';
COMMENT ON COLUMN company_events.amount IS 'The sum of money, as the text writes it.';
COMMENT ON COLUMN company_events.count IS 'How many people it concerns, as the text writes it.';
COMMENT ON COLUMN company_events.function IS 'The field of the post: it, finance, hr …';
COMMENT ON COLUMN company_events.rank IS 'How high the post is: 1 (a chief) to 5; 0 where that is not known.';
COMMENT ON COLUMN company_events.probability IS 'How probable it is that the text announces this, 0 to 1.';
COMMENT ON COLUMN company_events.certain_from IS 'The probability from which its type asks for a call; 0 where the text was not read closely.';
COMMENT ON COLUMN company_events.sentence IS 'The sentence that proves it.';
COMMENT ON COLUMN company_events.rule IS 'What read it.';
COMMENT ON COLUMN company_events.title IS 'The title of its announcement.';
COMMENT ON COLUMN company_events.url IS 'The address of its announcement.';
COMMENT ON COLUMN company_events.source IS 'The feed it came from.';
COMMENT ON COLUMN company_events.announcement_id IS 'The announcement it stands in.';
COMMENT ON COLUMN company_events.amount_value IS 'amount as a number: its first figure, times million, billion, crore …; NULL where there is none.';
COMMENT ON COLUMN company_events.amount_currency IS 'The currency of amount_value as an ISO 4217 code. A $ without a country is taken for USD; NULL where none is named.';
COMMENT ON COLUMN company_events.count_value IS 'count as a number of people: its first figure; NULL where there is none, or where it is a share.';
COMMENT ON COLUMN company_events.count_percent IS 'count as per cent, where the text gives a share ("10% of staff").';
COMMENT ON COLUMN company_events.undated IS 'Whether its source gives no day that can be read: it may be older than published_at.';

COMMENT ON VIEW news_matches IS 'Events whose company is an employer of at least one prospect, with how sure the match is and why.';
COMMENT ON COLUMN news_matches.published_at IS 'When the announcement was published.';
COMMENT ON COLUMN news_matches.employer IS 'The employer, as your list has it.';
COMMENT ON COLUMN news_matches.type IS 'What happened: executive_hired, layoffs, funding …';
COMMENT ON COLUMN news_matches.person IS 'Whom it is about, where it names somebody.';
COMMENT ON COLUMN news_matches.role IS 'That person''s post.';
COMMENT ON COLUMN news_matches.planning IS 'How sure the text is: done, announced, rumoured or denied.';
COMMENT ON COLUMN news_matches.title IS 'The title of the announcement.';
COMMENT ON COLUMN news_matches.mention IS 'The company''s name, as the news writes it.';
COMMENT ON COLUMN news_matches.score IS 'How sure the match of the two names is, 0 to 1.';
COMMENT ON COLUMN news_matches.why IS 'Why the two names are one company''s, in words.';
COMMENT ON COLUMN news_matches.sentence IS 'The sentence that proves the event.';
COMMENT ON COLUMN news_matches.url IS 'The address of the announcement.';
COMMENT ON COLUMN news_matches.source IS 'The feed it came from.';
COMMENT ON COLUMN news_matches.employer_id IS 'The employer''s id; employers.employer_id is this.';
COMMENT ON COLUMN news_matches.event_id IS 'The event''s id; company_events.id is this.';
COMMENT ON COLUMN news_matches.story_id IS 'The story it is a report of: the same event, however many wires told it.';
COMMENT ON COLUMN news_matches.prospects IS 'How many prospects work at this employer.';
COMMENT ON COLUMN news_matches.amount IS 'The sum of money, as the text writes it.';
COMMENT ON COLUMN news_matches.amount_value IS 'amount as a number; see company_events.';
COMMENT ON COLUMN news_matches.amount_currency IS 'The currency of amount_value as an ISO 4217 code. A $ without a country is taken for USD; NULL where none is named.';
COMMENT ON COLUMN news_matches.count IS 'How many people it concerns, as the text writes it.';
COMMENT ON COLUMN news_matches.count_value IS 'count as a number of people; NULL where it is a share.';
COMMENT ON COLUMN news_matches.count_percent IS 'count as per cent, where the text gives a share.';
COMMENT ON COLUMN news_matches.undated IS 'Whether the source gives no day that can be read: it may be older than published_at.';

COMMENT ON VIEW calls_ever IS 'Every call that was ever asked for, newest first, with what became of it.';
COMMENT ON COLUMN calls_ever.prospect IS 'Whom to ring.';
COMMENT ON COLUMN calls_ever.title IS 'Their post.';
COMMENT ON COLUMN calls_ever.phone IS 'The number to ring, with its country code.';
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
COMMENT ON COLUMN calls_ever.became IS 'What became of it: waits, put off, paused (the prospect is not to be rung today), expired, called, dismissed, wrong company, wrong event, withdrawn.';
COMMENT ON COLUMN calls_ever.put_off_until IS 'Until when it was put off.';
COMMENT ON COLUMN calls_ever.answered_at IS 'When somebody was in contact with the prospect after it, where it counts as called.';
COMMENT ON COLUMN calls_ever.answered_by IS 'How: called, voicemail, emailed or met.';
COMMENT ON COLUMN calls_ever.outcome IS 'How that contact ended, in the recruiter''s words.';
COMMENT ON COLUMN calls_ever.kind IS 'What it rests on: news of the employer, person (news of the prospect), cadence (a promise or the rhythm), stale (a record to check).';
COMMENT ON COLUMN calls_ever.email IS 'The prospect''s e-mail address.';
COMMENT ON COLUMN calls_ever.prospect_tier IS 'The prospect''s own tier: A, B, C or "".';
COMMENT ON COLUMN calls_ever.undated IS 'Whether the news has no day that can be read: it may be older than published_at.';

COMMENT ON VIEW call_now IS 'What the recruiter sees now: the calls that wait, tier call_now first, best first. Calls that were made, put off, dismissed or expired, and people who are not to be rung today, stand in calls_ever alone.';
COMMENT ON COLUMN call_now.prospect IS 'Whom to ring.';
COMMENT ON COLUMN call_now.title IS 'Their post.';
COMMENT ON COLUMN call_now.phone IS 'The number to ring, with its country code.';
COMMENT ON COLUMN call_now.employer IS 'Where they work.';
COMMENT ON COLUMN call_now.why IS 'Why now, in one sentence.';
COMMENT ON COLUMN call_now.opener IS 'What to say first.';
COMMENT ON COLUMN call_now.score IS 'How good a reason it is, 0 to 100.';
COMMENT ON COLUMN call_now.tier IS 'call_now, or worth_knowing for the next talk.';
COMMENT ON COLUMN call_now.event IS 'The type of the event; follow_up for a promise or the rhythm, record_stale for a record to check.';
COMMENT ON COLUMN call_now.state IS 'The state as it is kept: open, or snoozed where the time it was put off until has come.';
COMMENT ON COLUMN call_now.headline IS 'The title of the news; NULL where no news is behind the call.';
COMMENT ON COLUMN call_now.url IS 'The address of the news.';
COMMENT ON COLUMN call_now.published_at IS 'When the news was published.';
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

COMMENT ON VIEW prospects IS 'The people on your list, with their last contact, what was promised last, and how many calls wait.';
COMMENT ON COLUMN prospects.prospect_id IS 'The prospect''s id.';
COMMENT ON COLUMN prospects.prospect IS 'Their name.';
COMMENT ON COLUMN prospects.title IS 'Their post, as the list has it.';
COMMENT ON COLUMN prospects.function IS 'The field of the post: it, finance, hr …; "" where that is not known.';
COMMENT ON COLUMN prospects.rank IS 'How high the post is: 1 (a chief) to 5; 0 where that is not known.';
COMMENT ON COLUMN prospects.employer IS 'Where they work, as the list has it.';
COMMENT ON COLUMN prospects.employer_id IS 'The employer''s id; employers.employer_id is this.';
COMMENT ON COLUMN prospects.phone IS 'The number to ring, with its country code; "" where there is none that can be dialled.';
COMMENT ON COLUMN prospects.phone_note IS 'Why there is no number, or its extension.';
COMMENT ON COLUMN prospects.other_phones IS 'Further numbers.';
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
COMMENT ON COLUMN prospects.last_contact_at IS 'When somebody was last in contact with them.';
COMMENT ON COLUMN prospects.last_contact_by IS 'How: called, voicemail, emailed or met.';
COMMENT ON COLUMN prospects.contacts IS 'How many contacts are noted.';
COMMENT ON COLUMN prospects.promised IS 'What was promised last, in the words it was given.';
COMMENT ON COLUMN prospects.promised_for IS 'The day that was agreed on with it.';
COMMENT ON COLUMN prospects.calls_waiting IS 'How many reasons to ring them wait in call_now.';

COMMENT ON VIEW touches IS 'Every contact with a prospect, newest first: what was said, and what was promised.';
COMMENT ON COLUMN touches.touch_id IS 'The contact''s id.';
COMMENT ON COLUMN touches.touched_at IS 'When it was.';
COMMENT ON COLUMN touches.kind IS 'How: called, voicemail, emailed or met.';
COMMENT ON COLUMN touches.outcome IS 'How it ended, in the recruiter''s words.';
COMMENT ON COLUMN touches.note IS 'What was said.';
COMMENT ON COLUMN touches.promised IS 'What was promised for the next one, in the words it was given.';
COMMENT ON COLUMN touches.due_on IS 'The day that was agreed on for the next one.';
COMMENT ON COLUMN touches.topic IS 'What to come back to.';
COMMENT ON COLUMN touches.owner IS 'Who was in contact.';
COMMENT ON COLUMN touches.prospect IS 'With whom.';
COMMENT ON COLUMN touches.employer IS 'Where they work.';
COMMENT ON COLUMN touches.prospect_id IS 'The prospect''s id; prospects.prospect_id is this.';
COMMENT ON COLUMN touches.employer_id IS 'The employer''s id; employers.employer_id is this.';

COMMENT ON VIEW employers IS 'The employers of your prospects, with how much news there was of each and how many calls wait.';
COMMENT ON COLUMN employers.employer_id IS 'The employer''s id; news_matches.employer_id is this.';
COMMENT ON COLUMN employers.employer IS 'The name that news is matched to.';
COMMENT ON COLUMN employers.domain IS 'The domain of its web site.';
COMMENT ON COLUMN employers.ticker IS 'Its stock symbol.';
COMMENT ON COLUMN employers.country IS 'Its country, where the list gives one.';
COMMENT ON COLUMN employers.city IS 'Its city, where the list gives one.';
COMMENT ON COLUMN employers.aliases IS 'Other names it goes by.';
COMMENT ON COLUMN employers.prospects IS 'How many prospects work there.';
COMMENT ON COLUMN employers.stories IS 'How many stories of it are known; one that five wires told is one.';
COMMENT ON COLUMN employers.last_news_at IS 'When the latest report of it was published.';
COMMENT ON COLUMN employers.calls_waiting IS 'How many reasons to ring somebody there wait in call_now.';

COMMENT ON VIEW feed_health IS 'Every feed that is switched on: when it last answered, when it last had something new, what is wrong, when it is tried next.';
COMMENT ON COLUMN feed_health.name IS 'The feed''s name; announcements.source is this.';
COMMENT ON COLUMN feed_health.kind IS 'What it is: feed, newsroom, edgar …';
COMMENT ON COLUMN feed_health.last_success_at IS 'When it last answered.';
COMMENT ON COLUMN feed_health.last_new_item_at IS 'When it last had something new.';
COMMENT ON COLUMN feed_health.last_try_at IS 'When it was last asked.';
COMMENT ON COLUMN feed_health.next_check_at IS 'When it is asked next.';
COMMENT ON COLUMN feed_health.failures IS 'How often it has failed since it last answered.';
COMMENT ON COLUMN feed_health.error_class IS 'What kind of trouble it is.';
COMMENT ON COLUMN feed_health.last_error IS 'What is wrong, in words.';
COMMENT ON COLUMN feed_health.items_30_days IS 'How many items it brought in 30 days; NULL for none.';
COMMENT ON COLUMN feed_health.url IS 'Its address.';
