-- Which people who may be called today wait for a call, the best first, narrowed by owner, tier, type and by words that all must occur; which of their reasons is the best and which presses most; how many people are there in all?
WITH waiting AS (
    SELECT t.id, t.prospect_id, t.tier, t.score,
           CASE WHEN t.kind = 'cadence' THEN list_position(['red', 'yellow', 'green'], t.colour)
                WHEN t.expires_at <= $fades_at THEN 2 END AS pressing,
           ($tier = '' OR t.tier = $tier) AND ($type = '' OR t.type = $type)
           AND ($words = '' OR len(list_filter(string_split(strip_accents(lower($words)), ' '), lambda w: NOT contains(
               strip_accents(lower(concat_ws(' ', p.name, p.employer, p.title, p.city, t.why, replace(t.type, '_', ' ')))), w
           ))) = 0) AS fits
    FROM trigger t JOIN prospect p ON p.id = t.prospect_id
    WHERE t.state = 'open' AND t.expires_at > $now AND ($owner = '' OR t.owner = $owner)
      AND NOT EXISTS (
          FROM rhythm r WHERE r.prospect_id = p.id AND (r.paused_until > $today OR list_contains(r.no_contact, $today))
      )
), people AS (
    SELECT prospect_id, count(*) AS reasons, bool_or(tier = 'call_now') AS urgent, min(pressing) AS pressing,
           min({'tier': tier, 'score': -score, 'id': id}) FILTER (WHERE fits) AS best,
           min({'pressing': coalesce(pressing, 9), 'tier': tier, 'score': -score, 'id': id}).id AS most_pressing
    FROM waiting GROUP BY prospect_id
), totals AS (
    SELECT count(*) AS waiting, count(*) FILTER (WHERE urgent) AS urgent, count(*) FILTER (WHERE pressing = 1) AS overdue,
           count(best) AS found
    FROM people
), shown AS (
    SELECT prospect_id, reasons, best, most_pressing FROM people WHERE best IS NOT NULL
    ORDER BY best LIMIT $most OFFSET $skipped
)
SELECT totals.*, shown.prospect_id, shown.reasons, shown.best.id AS best, shown.most_pressing
FROM totals LEFT JOIN shown ON true
ORDER BY shown.best
