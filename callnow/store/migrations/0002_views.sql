-- The views for people who query, each documented where DuckDB keeps such words.

CREATE VIEW announcements AS
SELECT id, source, title, text, url, published_at, date_known, fetched_at, issuer, language FROM announcement;
COMMENT ON VIEW announcements IS 'Every item read from a feed or newsroom, once, however often it was seen.';

CREATE VIEW company_events AS
SELECT e.id, a.published_at, e.type, e.company, e.planning, e.person, e.role, e.prior_company, e.side, e.counterparty,
       e.origin, e.destination, e.amount, e.count, e.function, e.rank, e.confidence, e.sentence, e.rule,
       a.title, a.url, a.source, e.announcement_id
FROM company_event e JOIN announcement a ON a.id = e.announcement_id;
COMMENT ON VIEW company_events IS 'What the announcements announce: one row an event and company, with the sentence that proves it and the rule that read it.';

CREATE VIEW news_matches AS
SELECT a.published_at, m.employer, e.type, e.person, e.role, e.planning, a.title, m.mention, m.score, m.why, e.sentence,
       a.url, a.source, m.employer_id, e.id AS event_id, r.story_id,
       (SELECT count(*) FROM prospect p WHERE p.employer_id = m.employer_id) AS prospects
FROM match m
JOIN company_event e ON e.id = m.event_id
JOIN announcement a ON a.id = e.announcement_id
LEFT JOIN report r ON r.event_id = e.id
WHERE m.verdict = 'match';
COMMENT ON VIEW news_matches IS 'Events whose company is an employer of at least one prospect, with how sure the match is and why.';

CREATE VIEW call_now AS
SELECT p.name AS prospect, p.title, p.phone, p.employer, t.why, t.opener, t.score, t.tier, t.type AS event, t.state,
       a.title AS headline, a.url, a.published_at, t.decided_at, t.expires_at, e.sentence, p.city, p.time_zone, p.owner,
       t.prospect_id, t.id AS trigger_id, t.story_id, a.source
FROM trigger t
JOIN prospect p ON p.id = t.prospect_id
LEFT JOIN company_event e ON e.id = t.event_id
LEFT JOIN announcement a ON a.id = e.announcement_id
WHERE t.state = 'open'
ORDER BY t.tier, t.score DESC;
COMMENT ON VIEW call_now IS 'The open triggers, tier call_now first: whom to ring, the number, why now, what to say, the proof.';

CREATE VIEW feed_health AS
SELECT f.name, f.kind, f.last_success_at, f.last_new_item_at, f.last_try_at, f.next_check_at, f.failures,
       f.error_class, f.last_error, n.items_30_days, f.url
FROM feed f
LEFT JOIN (
    SELECT source, count(*) AS items_30_days FROM announcement WHERE fetched_at > now() - INTERVAL 30 DAY GROUP BY source
) n ON n.source = f.name
WHERE f.enabled;
COMMENT ON VIEW feed_health IS 'Every feed that is switched on: when it last answered, when it last had something new, what is wrong, when it is tried next.';
