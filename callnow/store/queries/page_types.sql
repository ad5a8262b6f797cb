-- Of which types are the calls that wait for $owner ("": for anybody), of people who may be called today?
SELECT DISTINCT t.type FROM trigger t JOIN prospect p ON p.id = t.prospect_id
WHERE t.state = 'open' AND t.expires_at > $now AND ($owner = '' OR t.owner = $owner)
  AND NOT EXISTS (
      FROM rhythm r WHERE r.prospect_id = p.id AND (r.paused_until > $today OR list_contains(r.no_contact, $today))
  )
ORDER BY t.type
