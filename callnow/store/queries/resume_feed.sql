-- Lifts the pause of a feed that a person switches on: it is due at once, as if its failures had not been.
UPDATE feed SET
    state = json_merge_patch(state, '{"paused_reason": null, "next_check_at": null, "failures": 0, "error_kind": "", "error": ""}'),
    next_check_at = NULL, failures = 0, error_class = NULL, last_error = NULL
WHERE name = $name AND json_extract_string(state, '$.paused_reason') <> ''
