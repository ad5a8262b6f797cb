-- The language that each text is written in, and of each feed how much of it is not understood.

ALTER TABLE announcement ADD COLUMN IF NOT EXISTS text_language VARCHAR;
ALTER TABLE company_event ADD COLUMN IF NOT EXISTS language VARCHAR DEFAULT '';

DROP VIEW feed_health;
CREATE VIEW feed_health AS
SELECT f.name, f.kind, f.last_success_at, f.last_new_item_at, f.last_try_at, f.next_check_at, f.failures,
       f.error_class, f.last_error, n.items_30_days, f.url, n.not_english_30_days, n.not_english_share, n.other_languages
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
COMMENT ON COLUMN feed_health.next_check_at IS 'When it is asked next.';
COMMENT ON COLUMN feed_health.failures IS 'How often it has failed since it last answered.';
COMMENT ON COLUMN feed_health.error_class IS 'What kind of trouble it is.';
COMMENT ON COLUMN feed_health.last_error IS 'What is wrong, in words.';
COMMENT ON COLUMN feed_health.items_30_days IS 'How many items it brought in 30 days; NULL for none.';
COMMENT ON COLUMN feed_health.url IS 'Its address.';
COMMENT ON COLUMN feed_health.not_english_30_days IS 'How many of them are surely in another language than English: no call comes from these.';
COMMENT ON COLUMN feed_health.not_english_share IS 'Their share of the items whose language is known, 0 to 1; NULL where it is known of none.';
COMMENT ON COLUMN feed_health.other_languages IS 'The other languages (ISO 639), the most frequent first; NULL for none.';

DROP VIEW announcements;
CREATE VIEW announcements AS
SELECT id, source, title, text, url, published_at, date_known, fetched_at, issuer, language, undated, text_language
FROM announcement;
COMMENT ON VIEW announcements IS 'Every item read from a feed or newsroom, once, however often it was seen.';
COMMENT ON COLUMN announcements.text_language IS 'The language that its title and lead are written in (ISO 639); "" where they are too short to tell, NULL where they were not read since this is looked at.';
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
