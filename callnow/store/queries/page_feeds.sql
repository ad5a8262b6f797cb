-- How does each feed that is switched on do, the failing ones first, then those that are not understood?
SELECT name, kind, last_success_at, last_new_item_at, next_check_at, failures, error_class, last_error, items_30_days,
       not_english_30_days, not_english_share, other_languages
FROM feed_health ORDER BY failures DESC, not_english_share > 0.5 DESC NULLS LAST, last_success_at NULLS FIRST, name LIMIT $most
