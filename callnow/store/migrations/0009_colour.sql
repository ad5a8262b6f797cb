-- How a follow-up stands (green, yellow, red) is a column, no longer the last word of its first reason's note.

ALTER TABLE trigger ADD COLUMN colour VARCHAR;

UPDATE trigger SET
    colour = regexp_extract(reasons->0->>'note', ' (green|yellow|red)$', 1),
    reasons = to_json(list_transform(
        CAST(reasons AS JSON[]),
        lambda reason, place: CASE WHEN place = 1 THEN json_merge_patch(
            reason, json_object('note', regexp_replace(reason->>'note', ' (green|yellow|red)$', ''))
        ) ELSE reason END
    ))
WHERE kind = 'cadence' AND regexp_matches(reasons->0->>'note', ' (green|yellow|red)$');
