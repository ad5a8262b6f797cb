-- When an alert was first sent stands in its view: the lake, which holds views alone, tells how fast callnow was, too.

CREATE OR REPLACE VIEW alerts AS
SELECT t.id AS trigger_id, t.prospect_id, t.story_id, t.decided_at,
       min(a.published_at) FILTER (NOT a.undated) AS published_at,
       arg_min(a.source, a.published_at) FILTER (NOT a.undated) AS source,
       arg_min(a.date_known, a.published_at) FILTER (NOT a.undated) AS date_known,
       (SELECT min(d.sent_at) FROM delivery d WHERE d.trigger_id = t.id AND d.state = 'sent') AS sent_at
FROM trigger t
JOIN report r ON r.story_id = t.story_id
JOIN company_event e ON e.id = r.event_id
JOIN announcement a ON a.id = e.announcement_id
WHERE t.kind IN ('news', 'person') AND a.fetched_at <= t.decided_at
GROUP BY t.id, t.prospect_id, t.story_id, t.decided_at;

COMMENT ON VIEW alerts IS 'The calls that news asked for while it was new: which report came first of those that had been read by then. What a backfill decided of old news is not among them.';
COMMENT ON COLUMN alerts.trigger_id IS 'The call''s id; calls_ever.trigger_id is this.';
COMMENT ON COLUMN alerts.prospect_id IS 'The prospect''s id; prospects.prospect_id is this.';
COMMENT ON COLUMN alerts.story_id IS 'The story behind it.';
COMMENT ON COLUMN alerts.decided_at IS 'When callnow asked for the call.';
COMMENT ON COLUMN alerts.published_at IS 'When the first report was published; NULL where none has a day that can be read.';
COMMENT ON COLUMN alerts.source IS 'The feed of that report.';
COMMENT ON COLUMN alerts.date_known IS 'Whether that feed gives a usable time, not only the day.';
COMMENT ON COLUMN alerts.sent_at IS 'When the first channel had it; NULL where none has.';
