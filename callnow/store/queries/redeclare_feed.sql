-- Takes over what is newly declared of a known feed.
UPDATE feed SET url = $url, kind = $kind, enabled = $enabled, settings = $settings WHERE name = $name
