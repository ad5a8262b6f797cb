-- What is wrong with a feed that answers, and brings nothing, stands in the view as well: failures alone were in it.
-- A feed that is paused is not asked: it has no next visit.

CREATE OR REPLACE VIEW feed_health AS
SELECT f.name, f.kind, f.last_success_at, f.last_new_item_at, f.last_try_at,
       CASE WHEN coalesce(f.state->>'$.paused_reason', '') = '' THEN f.next_check_at END AS next_check_at, f.failures,
       f.error_class, f.last_error, n.items_30_days, f.url, n.not_english_30_days, n.not_english_share, n.other_languages,
       CASE
           WHEN coalesce(f.state->>'$.paused_reason', '') <> '' THEN f.state->>'$.paused_reason'
           WHEN f.failures > 0 THEN coalesce(f.last_error, '')
           WHEN f.kind NOT IN ('mail', 'search', 'edgar_company') AND f.last_new_item_at IS NOT NULL
                AND coalesce(try_cast(f.state->>'$.empty_visits' AS INTEGER), 0) >= 3
               THEN 'it answers, but the last ' || (f.state->>'$.empty_visits') || ' answers held no item: its address may be wrong'
           WHEN f.state->>'$.cut_off' = 'true' THEN 'the feed is cut off or broken after ' || (f.state->>'$.items') || ' items'
           ELSE ''
       END AS what_is_wrong
FROM feed f
LEFT JOIN (
    SELECT source, sum(items)::BIGINT AS items_30_days,
           coalesce(sum(items) FILTER (language NOT IN ('', 'en')), 0)::BIGINT AS not_english_30_days,
           coalesce(sum(items) FILTER (language NOT IN ('', 'en')), 0) / sum(items) FILTER (language <> '') AS not_english_share,
           list(language ORDER BY items DESC, language) FILTER (language NOT IN ('', 'en')) AS other_languages
    FROM (
        SELECT source, coalesce(text_language, '') AS language, count(*) AS items FROM announcement
        WHERE fetched_at > coalesce(getvariable('callnow_now')::TIMESTAMPTZ, now()) - INTERVAL 30 DAY
        GROUP BY ALL
    )
    GROUP BY source
) n ON n.source = f.name
WHERE f.enabled;

COMMENT ON VIEW feed_health IS 'Every feed that is switched on: when it last answered, when it last had something new, what is wrong, when it is tried next, how much of it is not in English.';
COMMENT ON COLUMN feed_health.name IS 'The feed''s name; announcements.source is this.';
COMMENT ON COLUMN feed_health.kind IS 'What it is: feed, newsroom, edgar …';
COMMENT ON COLUMN feed_health.last_success_at IS 'When it last answered.';
COMMENT ON COLUMN feed_health.last_new_item_at IS 'When it last had something new.';
COMMENT ON COLUMN feed_health.last_try_at IS 'When it was last asked.';
COMMENT ON COLUMN feed_health.next_check_at IS 'When it is asked next; NULL where it is paused.';
COMMENT ON COLUMN feed_health.failures IS 'How often it has failed since it last answered.';
COMMENT ON COLUMN feed_health.error_class IS 'What kind of trouble it is.';
COMMENT ON COLUMN feed_health.last_error IS 'What the last visit failed for, in words.';
COMMENT ON COLUMN feed_health.items_30_days IS 'How many items it brought in 30 days; NULL for none.';
COMMENT ON COLUMN feed_health.url IS 'Its address.';
COMMENT ON COLUMN feed_health.not_english_30_days IS 'How many of them are surely in another language than English: no call comes from these.';
COMMENT ON COLUMN feed_health.not_english_share IS 'Their share of the items whose language is known, 0 to 1; NULL where it is known of none.';
COMMENT ON COLUMN feed_health.other_languages IS 'The other languages (ISO 639), the most frequent first; NULL for none.';
COMMENT ON COLUMN feed_health.what_is_wrong IS 'What is wrong, in words: that it is paused, fails, is cut off, or answers without an item; "" for nothing. How long a feed may be silent, `callnow feeds --health` judges.';
