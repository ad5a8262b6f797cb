-- Remembers the visits to feeds, one row of `visited` a feed.
UPDATE feed SET
    state = v.state, last_try_at = v.last_try_at, last_success_at = v.last_success_at, next_check_at = v.next_check_at,
    failures = v.failures, error_class = v.error_class, last_error = v.last_error, last_new_item_at = v.last_new_item_at
FROM visited v WHERE feed.name = v.name
