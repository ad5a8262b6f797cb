-- Which calls to people who may be rung today wait, best first, narrowed by owner, tier, type and by words that all must occur?
SELECT t.* FROM trigger t JOIN prospect p ON p.id = t.prospect_id
WHERE t.state = 'open' AND t.expires_at > $now
  AND ($owner = '' OR t.owner = $owner) AND ($tier = '' OR t.tier = $tier) AND ($type = '' OR t.type = $type)
  AND len(list_filter($words::VARCHAR[], lambda w: NOT contains(
      strip_accents(lower(concat_ws(' ', p.name, p.employer, p.title, p.city, t.why, replace(t.type, '_', ' ')))), w
  ))) = 0
  AND NOT EXISTS (
      FROM rhythm r WHERE r.prospect_id = p.id AND (r.paused_until > $today OR list_contains(r.no_contact, $today))
  )
ORDER BY t.tier, t.score DESC, t.id
