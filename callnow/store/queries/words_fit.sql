-- Do all of these words occur in a text, without regard to case, accents, apostrophes, quotes and hyphens, and how umlauts
-- and ß are spelled?
CREATE TEMP MACRO plain_letters(text) AS replace(CASE
    WHEN strlen(text) = length(text) THEN lower(text) -- of ASCII alone: most are, and it takes a fifth of the time
    -- the quotes at the end of the first list have no letter in the second: they go
    ELSE replace(translate(strip_accents(lower(text)), 'æøœłđðıħ‐‑–־’‘ʼ“”„«»', 'aoolddih----'), 'ß', 'ss')
END, '''', '');
CREATE TEMP MACRO without_umlauts(text) AS regexp_replace(text, '([aou])e', '\1', 'g');
CREATE TEMP MACRO words_fit(text, words) AS list_transform(
    [plain_letters(text)],
    lambda plain: list_transform(
        [plain || ' ' || without_umlauts(plain)],
        lambda spelled: len(list_filter(
            string_split(translate(plain_letters(words), '-"', ' '), ' '), -- "anna-maria" is found as "Anna Maria", too
            lambda word: NOT (contains(spelled, word) OR contains(spelled, without_umlauts(word)))
        )) = 0
    )[1]
)[1];
-- The numbers of a person, also those that nobody is to call, as digits alone, a blank between two.
CREATE TEMP MACRO digits_of(phone, other_phones, second) AS regexp_replace(
    concat_ws(' ', phone, array_to_string(other_phones || json_extract_string(second, '$.barred[*].number'), ' ')),
    '[^0-9 ]', '', 'g'
);
-- Does each of these numbers (JSON of `read_words`) occur among these digits, or as it was written in a text?
CREATE TEMP MACRO numbers_fit(digits, text, numbers) AS len(list_filter(
    from_json(numbers, '[{"digits": "VARCHAR", "written": "VARCHAR"}]'),
    lambda n: NOT (contains(digits, n.digits) OR contains(lower(text), n.written))
)) = 0;
