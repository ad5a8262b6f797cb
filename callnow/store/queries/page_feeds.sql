-- How does each feed that is switched on do, the failing ones first?
SELECT name, kind, last_success_at, last_new_item_at, next_check_at, failures, error_class, last_error, items_30_days
FROM feed_health ORDER BY failures DESC, last_success_at NULLS FIRST, name LIMIT $most
