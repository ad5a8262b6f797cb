-- Remembers one visit to one feed.
UPDATE feed SET
    state = $state, last_try_at = $last_try_at, last_success_at = $last_success_at, next_check_at = $next_check_at,
    failures = $failures, error_class = $error_class, last_error = $last_error,
    last_new_item_at = $last_new_item_at
WHERE name = $name
