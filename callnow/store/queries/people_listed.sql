-- Which people fit all of these words and numbers (in name, employer, post, town, address, note, tag or another spelling) or have this id, narrowed by owner, tag, tier and how they stand; how many are there, and when and how was the last contact with each (a call that reached nobody is none)?
WITH heard_of AS (
    SELECT DISTINCT s.employer_id FROM story s JOIN report r ON r.story_id = s.id
    WHERE $only = 'no news' AND r.published_at >= $news_since
), searched AS (
    SELECT p.id, r.paused_until,
           lower(concat_ws(' ', p.name, p.employer, p.title, p.city, p.email, p.notes, p.url,
                           array_to_string(p.tags, ' '), p.second)) AS text,
           digits_of(p.phone, p.other_phones, p.second) AS digits
    FROM prospect p LEFT JOIN rhythm r ON r.prospect_id = p.id
    WHERE ($owner = '' OR p.owner = $owner) AND ($tier = '' OR p.tier = $tier)
      AND ($tag = '' OR list_contains(p.tags, $tag))
      AND CASE $only
              WHEN 'paused' THEN coalesce(r.paused_until > $today, false)
              WHEN 'no number' THEN p.phone = '' AND len(p.other_phones) = 0
              WHEN 'no news' THEN p.employer_id NOT IN (SELECT employer_id FROM heard_of)
              ELSE true
          END
), fitting AS (
    SELECT id, paused_until FROM searched
    WHERE id = $id OR (words_fit(text, $words) AND numbers_fit(digits, text, $numbers))
), counted AS (
    SELECT count(*) AS found, greatest(1, least($page, ceil(count(*) / $most)))::BIGINT AS page FROM fitting
), shown AS (
    SELECT p.*, f.paused_until, c.found, c.page
    FROM counted c, fitting f JOIN prospect p ON p.id = f.id
    ORDER BY lower(p.name), p.id LIMIT $most OFFSET (SELECT (page - 1) * $most FROM counted)
), contacts AS (
    SELECT prospect_id, max(touched_at) AS last_contact_at, arg_max(kind, (touched_at, id)) AS last_contact_by
    FROM touch SEMI JOIN shown ON shown.id = touch.prospect_id
    WHERE kind <> 'voicemail' GROUP BY prospect_id
)
SELECT shown.* REPLACE (CASE WHEN shown.paused_until > $today THEN shown.paused_until END AS paused_until),
       contacts.last_contact_at, contacts.last_contact_by
FROM shown LEFT JOIN contacts ON contacts.prospect_id = shown.id
ORDER BY lower(shown.name), shown.id
