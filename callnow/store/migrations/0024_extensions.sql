-- An extension belongs to its number, as tel: links write it ("+12125550142;ext=204"), no longer to a note beside it.

UPDATE prospect
SET phone = phone || ';ext=' || regexp_extract(phone_note, '^ext\. (\d{1,11})$', 1), phone_note = ''
WHERE phone <> '' AND regexp_full_match(phone_note, 'ext\. \d{1,11}');

UPDATE record
SET given = json_merge_patch(given, json_object(
        'phone', (given->>'phone') || ';ext=' || regexp_extract(given->>'phone_note', '^ext\. (\d{1,11})$', 1),
        'phone_note', ''))
WHERE (given->>'phone') <> '' AND regexp_full_match(given->>'phone_note', 'ext\. \d{1,11}');

COMMENT ON COLUMN prospects.phone IS 'The number to ring, with its country code and, behind ;ext=, its extension; "" where there is none that can be dialled.';
COMMENT ON COLUMN prospects.phone_note IS 'Why there is no number.';
COMMENT ON COLUMN touches.kind IS 'How: called, voicemail, emailed, met, or import where a list says no more than the day.';
