-- What was called confidence is the probability of an event, and from which probability its type asks for a call.

DROP VIEW company_events;
ALTER TABLE company_event RENAME COLUMN confidence TO probability;
ALTER TABLE company_event ADD COLUMN certain_from DOUBLE DEFAULT 0;

CREATE VIEW company_events AS
SELECT e.id, a.published_at, e.type, e.company, e.planning, e.person, e.role, e.prior_company, e.side, e.counterparty,
       e.origin, e.destination, e.amount, e.count, e.function, e.rank, e.probability, e.certain_from, e.sentence, e.rule,
       a.title, a.url, a.source, e.announcement_id
FROM company_event e JOIN announcement a ON a.id = e.announcement_id;
COMMENT ON VIEW company_events IS 'What the announcements announce: one row an event and company, with the sentence that proves it, the rule that read it, and how probable it is.';
