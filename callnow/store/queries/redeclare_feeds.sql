-- Takes over what is newly declared of known feeds, one row of `declared` a feed.
UPDATE feed SET url = d.url, kind = d.kind, enabled = d.enabled, settings = d.settings, origin = d.origin
FROM declared d WHERE feed.name = d.name
