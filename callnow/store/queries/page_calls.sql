-- Who may be called today and waits for a call, narrowed by owner, tier, type, story and by words and numbers that all must occur? People whom one story at one employer makes worth a call, or the same stories of one announcement, are a block, the best block first and in it the best call (whom one can dial before others); of a block the first $head people are on the list, or all where its story is asked for. Which of a person's reasons is the best, and which presses most; how many people and pages are there in all, and of which types are the calls?
WITH waiting AS (
    SELECT t.id, t.prospect_id, t.tier, t.type, row_number() OVER (ORDER BY t.tier, p.phone = '', t.score DESC, t.id) AS rank,
           CASE WHEN t.story_id = '' THEN t.prospect_id
                ELSE concat_ws(' ', min(t.story_id) OVER together, max(t.story_id) OVER together, t.employer_id) END AS block,
           CASE WHEN t.kind = 'cadence' THEN list_position(['red', 'yellow', 'green'], t.colour)
                WHEN t.expires_at <= $fades_at THEN 2 END AS pressing,
           ($tier = '' OR t.tier = $tier) AND ($type = '' OR t.type = $type) AND ($story = '' OR t.story_id = $story)
           AND ($words = ''
                OR words_fit(concat_ws(' ', p.name, p.employer, p.title, p.city, t.why, replace(t.type, '_', ' ')), $words))
           AND ($numbers = '[]'
                OR numbers_fit(digits_of(p.phone, p.other_phones, p.second), concat_ws(' ', p.name, p.employer, p.city, t.why), $numbers)
           ) AS fits
    FROM trigger t JOIN prospect p ON p.id = t.prospect_id LEFT JOIN company_event e ON e.id = t.event_id
    WHERE t.state = 'open' AND t.expires_at > $now AND ($owner = '' OR t.owner = $owner)
      AND p.id NOT IN (
          SELECT prospect_id FROM rhythm WHERE paused_until > $today OR list_contains(no_contact, $today)
      )
    WINDOW together AS (PARTITION BY t.prospect_id, t.employer_id, coalesce(e.announcement_id, t.id))
), people AS MATERIALIZED (
    SELECT prospect_id, count(*) AS reasons, bool_or(tier = 'call_now') AS urgent, min(pressing) AS pressing,
           min(rank) FILTER (WHERE fits) AS best_rank, arg_min(id, rank) FILTER (WHERE fits) AS best,
           arg_min(block, rank) FILTER (WHERE fits) AS block,
           arg_min(id, {'pressing': coalesce(pressing, 9), 'rank': rank}) AS most_pressing
    FROM waiting GROUP BY prospect_id
), totals AS (
    SELECT count(*) AS waiting, count(*) FILTER (WHERE urgent) AS urgent, count(*) FILTER (WHERE pressing = 1) AS overdue,
           count(best) AS found, coalesce((SELECT list(DISTINCT type ORDER BY type) FROM waiting), []) AS types
    FROM people
), placed AS (
    SELECT *, first_value(best_rank) OVER within_block AS lead, row_number() OVER within_block AS place,
           count(*) OVER (PARTITION BY block) AS block_size
    FROM people WHERE best IS NOT NULL
    WINDOW within_block AS (PARTITION BY block ORDER BY best_rank)
), listed AS (
    SELECT *, row_number() OVER (ORDER BY lead, place) AS row FROM placed WHERE $story <> '' OR place <= $head
), paged AS (
    SELECT *, 1 + (row - CASE WHEN $story = '' THEN place ELSE 1 END) // $page_size AS page
    FROM listed
), shown AS (
    SELECT * FROM (SELECT *, max(page) OVER () AS pages FROM paged) WHERE page = greatest(1, least($page, pages))
)
SELECT totals.*, shown.pages, shown.page, shown.prospect_id, shown.reasons, shown.best, shown.most_pressing, shown.block,
       shown.block_size
FROM totals LEFT JOIN shown ON true
ORDER BY shown.row
