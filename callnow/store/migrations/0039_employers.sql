-- The other names of an employer stand in its view; its city, which no list gives, does not.

CREATE OR REPLACE VIEW employers AS
SELECT e.id AS employer_id, e.name AS employer, e.domain, e.ticker, e.country, coalesce(a.aliases, []) AS aliases,
       coalesce(p.prospects, 0) AS prospects, coalesce(n.stories, 0) AS stories, n.last_news_at,
       coalesce(w.calls_waiting, 0) AS calls_waiting
FROM employer e
LEFT JOIN (
    SELECT lower(employer) AS employer, list(name ORDER BY name) AS aliases FROM alias
    WHERE NOT taken_away AND story_id NOT IN (SELECT story_id FROM correction WHERE kind IN ('wrong_event', 'wrong_company') AND story_id <> '')
    GROUP BY lower(employer)
) a ON a.employer = lower(e.name)
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

COMMENT ON VIEW employers IS 'The employers of your prospects, with how much news there was of each and how many calls wait.';
COMMENT ON COLUMN employers.employer_id IS 'The employer''s id; news_matches.employer_id is this.';
COMMENT ON COLUMN employers.employer IS 'The name that news is matched to.';
COMMENT ON COLUMN employers.domain IS 'The domain of its web site.';
COMMENT ON COLUMN employers.ticker IS 'Its stock symbol.';
COMMENT ON COLUMN employers.country IS 'Its country, where the list gives one.';
COMMENT ON COLUMN employers.aliases IS 'Other names that were added here or that news told; those that ship with callnow are not among them.';
COMMENT ON COLUMN employers.prospects IS 'How many prospects work there.';
COMMENT ON COLUMN employers.stories IS 'How many stories of it are known; one that five wires told is one.';
COMMENT ON COLUMN employers.last_news_at IS 'When the latest report of it was published.';
COMMENT ON COLUMN employers.calls_waiting IS 'How many reasons to call somebody there wait in call_now.';
