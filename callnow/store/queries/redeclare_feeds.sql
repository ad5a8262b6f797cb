-- Takes over what is newly declared of known feeds, one row of `declared` a feed. The next visit reads each anew, though it
-- has not changed: other selectors or another kind may find more in it.
UPDATE feed SET
    url = d.url, kind = d.kind, enabled = d.enabled, settings = d.settings, origin = d.origin,
    state = CASE WHEN feed.state IS NOT NULL
        THEN json_merge_patch(feed.state, '{"etag": null, "last_modified": null, "body_hash": null}') END
FROM declared d WHERE feed.name = d.name
