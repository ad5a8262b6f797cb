-- Which calls wait, best first, narrowed by owner, tier, type and by words that all must occur?
SELECT t.* FROM trigger t JOIN prospect p ON p.id = t.prospect_id
WHERE t.state = 'open' AND t.expires_at > $now
  AND ($owner = '' OR t.owner = $owner) AND ($tier = '' OR t.tier = $tier) AND ($type = '' OR t.type = $type)
  AND len(list_filter($words::VARCHAR[], lambda w: NOT contains(
      strip_accents(lower(concat_ws(' ', p.name, p.employer, p.title, p.city, t.why, replace(t.type, '_', ' ')))), w
  ))) = 0
ORDER BY t.tier, t.score DESC, t.id
