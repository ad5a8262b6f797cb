-- "$1.2345 billion" is 1,234.5 million, "between 10 and 15 percent" a share, and Singapore dollars are no US dollars.

CREATE OR REPLACE VIEW company_events AS
WITH written AS (
    SELECT id, 'amount' AS slot, lower(amount) AS words FROM company_event WHERE amount <> ''
    UNION ALL
    SELECT id, 'count' AS slot, lower(count) AS words FROM company_event WHERE count <> ''
), apart AS (
    SELECT id, slot, words, regexp_extract(
        words,
        '(\d{1,3}(?:[ \x{00A0}\x{2009}\x{202F}]\d{3})+|\d[\d.,''’]*\d|[.]?\d+)\s*(?:(?:-|–|to|and|or)\s*[^\d\s]{0,4}\s?\d[\d.,]*\s*)?-?\s*([a-z]*)\.?\s*(%|per\s?cent\b|percent\b)?',
        ['digits', 'scale', 'share']
    ) AS part
    FROM written
), mended AS (
    SELECT id, slot, words, part, regexp_replace(part.digits, '[''’ \x{00A0}\x{2009}\x{202F}]', '', 'g') AS digits,
           part.share <> '' OR part.scale IN ('percent', 'per') AS is_share,
           map {
               'k': 1e3, 'thousand': 1e3, 'm': 1e6, 'mm': 1e6, 'mn': 1e6, 'mln': 1e6, 'mio': 1e6, 'mil': 1e6, 'million': 1e6,
               'millions': 1e6, 'b': 1e9, 'bn': 1e9, 'bln': 1e9, 'billion': 1e9, 'billions': 1e9, 'mrd': 1e9,
               'milliard': 1e9, 't': 1e12, 'tn': 1e12, 'trillion': 1e12, 'lakh': 1e5, 'crore': 1e7, 'cr': 1e7
           }[part.scale] AS scale
    FROM apart
), dollars(prefix, code) AS (
    VALUES ('us', 'USD'), ('usd', 'USD'), ('c', 'CAD'), ('ca', 'CAD'), ('cad', 'CAD'), ('cdn', 'CAD'), ('can', 'CAD'),
           ('a', 'AUD'), ('au', 'AUD'), ('aud', 'AUD'), ('nz', 'NZD'), ('nzd', 'NZD'), ('hk', 'HKD'), ('hkd', 'HKD'),
           ('s', 'SGD'), ('sgd', 'SGD'), ('r', 'BRL'), ('brl', 'BRL'), ('nt', 'TWD'), ('twd', 'TWD'), ('ntd', 'TWD'),
           ('mx', 'MXN'), ('mxn', 'MXN'), ('mex', 'MXN'), ('cl', 'CLP'), ('clp', 'CLP'), ('col', 'COP'), ('cop', 'COP'),
           ('ar', 'ARS'), ('ars', 'ARS'), ('j', 'JMD'), ('tt', 'TTD'), ('bds', 'BBD'), ('fj', 'FJD'), ('nam', 'NAD')
), named(country, code) AS (
    VALUES ('canadian', 'CAD'), ('australian', 'AUD'), ('singapore', 'SGD'), ('singaporean', 'SGD'), ('hong kong', 'HKD'),
           ('new zealand', 'NZD'), ('taiwan', 'TWD'), ('taiwanese', 'TWD'), ('jamaican', 'JMD'), ('namibian', 'NAD'),
           ('barbadian', 'BBD'), ('barbados', 'BBD'), ('trinidad and tobago', 'TTD'), ('fijian', 'FJD'), ('fiji', 'FJD')
), figures AS (
    SELECT id, slot, is_share,
           round(CASE
               WHEN regexp_matches(digits, '[.,]\d{1,2}$|^[.]|^\d+[.,]\d{4,}$')
                   OR (scale IS NOT NULL AND regexp_matches(digits, '^\d{1,3}\.\d{3}$'))
               THEN try_cast(
                   regexp_replace(regexp_extract(digits, '^(.*)[.,]\d+$', 1), '[.,]', '', 'g')
                   || '.' || regexp_extract(digits, '[.,](\d+)$', 1) AS DOUBLE)
               WHEN digits <> '' THEN try_cast(regexp_replace(digits, '[.,]', '', 'g') AS DOUBLE)
               WHEN slot = 'count' THEN map {
                   'one': 1, 'two': 2, 'three': 3, 'four': 4, 'five': 5, 'six': 6, 'seven': 7, 'eight': 8, 'nine': 9,
                   'ten': 10, 'eleven': 11, 'twelve': 12, 'a dozen': 12
               }[words]
           END * coalesce(scale, 1), 2) AS figure,
           CASE
               WHEN dollars.code IS NOT NULL THEN dollars.code
               WHEN regexp_matches(words, '\bu\.?s\.?\s?(\$|dollar)|\busd\b') THEN 'USD'
               WHEN named.code IS NOT NULL THEN named.code
               WHEN regexp_matches(words, '€|\beur\b|\beuros?\b') THEN 'EUR'
               WHEN regexp_matches(words, '£|\bgbp\b|\bpounds?\b') THEN 'GBP'
               WHEN regexp_matches(words, '₹|\binr\b|\brs\b|\brupees?\b|\bcrore\b|\blakh\b') THEN 'INR'
               WHEN regexp_matches(words, '\bcny\b|\brmb\b|\byuan\b') THEN 'CNY'
               WHEN regexp_matches(words, '¥|\bjpy\b|\byen\b') THEN 'JPY'
               WHEN regexp_matches(words, '\b(chf|sek|nok|dkk|pln|krw|mxn|zar|aed|sar|ils|try|cad|aud|nzd|hkd|sgd|brl|twd|clp|cop|ars|thb|idr|myr|php|vnd)\b')
               THEN upper(regexp_extract(words, '\b(chf|sek|nok|dkk|pln|krw|mxn|zar|aed|sar|ils|try|cad|aud|nzd|hkd|sgd|brl|twd|clp|cop|ars|thb|idr|myr|php|vnd)\b', 1))
               WHEN regexp_matches(words, '(^|[^a-z])\$|\bdollars?\b') THEN 'USD'
           END AS currency
    FROM mended LEFT JOIN dollars ON dollars.prefix = trim(regexp_extract(words, '(?:^|[^a-z])([a-z]{2,}\s|[a-z]+)\$', 1))
                LEFT JOIN named ON named.country = regexp_extract(
                    words, '\b(canadian|australian|singapore|singaporean|hong kong|new zealand|taiwan|taiwanese|jamaican|namibian|barbadian|barbados|trinidad and tobago|fijian|fiji) dollars?\b', 1)
)
SELECT e.id, a.published_at, e.type, e.company, e.planning, e.person, e.role, e.prior_company, e.side, e.counterparty,
       e.origin, e.destination, e.amount, e.count, e.function, e.rank, e.probability, e.certain_from, e.sentence, e.rule,
       a.title, a.url, a.source, e.announcement_id,
       m.figure AS amount_value, m.currency AS amount_currency,
       CASE WHEN NOT c.is_share THEN c.figure END AS count_value, CASE WHEN c.is_share THEN c.figure END AS count_percent,
       a.undated
FROM company_event e
JOIN announcement a ON a.id = e.announcement_id
LEFT JOIN figures m ON m.id = e.id AND m.slot = 'amount'
LEFT JOIN figures c ON c.id = e.id AND c.slot = 'count';

COMMENT ON COLUMN announcements.id IS 'The item''s id; company_events.announcement_id is this.';
COMMENT ON VIEW company_events IS 'What the announcements announce: one row an event and company, with the sentence that proves it, the rule that read it, and how probable it is.';
COMMENT ON COLUMN company_events.id IS 'The event''s id; news_matches.event_id is this.';
COMMENT ON COLUMN company_events.published_at IS 'When its announcement was published.';
COMMENT ON COLUMN company_events.type IS 'What happened: executive_hired, layoffs, funding …';
COMMENT ON COLUMN company_events.company IS 'The company, as the text writes it.';
COMMENT ON COLUMN company_events.planning IS 'How sure the text is: done, announced, rumoured or denied.';
COMMENT ON COLUMN company_events.person IS 'Whom it is about, where it names somebody.';
COMMENT ON COLUMN company_events.role IS 'That person''s post.';
COMMENT ON COLUMN company_events.prior_company IS 'Where that person comes from.';
COMMENT ON COLUMN company_events.side IS 'The company''s side where there are two: acquirer, target …';
COMMENT ON COLUMN company_events.counterparty IS 'The other company.';
COMMENT ON COLUMN company_events.origin IS 'The place that is left.';
COMMENT ON COLUMN company_events.destination IS 'The place that is moved to, or opened.';
COMMENT ON COLUMN company_events.amount IS 'The sum of money, as the text writes it.';
COMMENT ON COLUMN company_events.count IS 'How many people it concerns, as the text writes it.';
COMMENT ON COLUMN company_events.function IS 'The field of the post: it, finance, hr …';
COMMENT ON COLUMN company_events.rank IS 'How high the post is: 1 (a chief) to 5; 0 where that is not known.';
COMMENT ON COLUMN company_events.probability IS 'How probable it is that the text announces this, 0 to 1.';
COMMENT ON COLUMN company_events.certain_from IS 'The probability from which its type asks for a call; 0 where the text was not read closely.';
COMMENT ON COLUMN company_events.sentence IS 'The sentence that proves it.';
COMMENT ON COLUMN company_events.rule IS 'What read it.';
COMMENT ON COLUMN company_events.title IS 'The title of its announcement.';
COMMENT ON COLUMN company_events.url IS 'The address of its announcement.';
COMMENT ON COLUMN company_events.source IS 'The feed it came from.';
COMMENT ON COLUMN company_events.announcement_id IS 'The announcement it stands in.';
COMMENT ON COLUMN company_events.amount_value IS 'amount as a number: its first figure, times million, billion, crore …; NULL where there is none.';
COMMENT ON COLUMN company_events.amount_currency IS 'The currency of amount_value as an ISO 4217 code. A $ without a country is taken for USD; NULL where none is named, or the country is not known.';
COMMENT ON COLUMN company_events.count_value IS 'count as a number of people: its first figure; NULL where there is none, or where it is a share.';
COMMENT ON COLUMN company_events.count_percent IS 'count as per cent, where the text gives a share ("10% of staff").';
COMMENT ON COLUMN company_events.undated IS 'Whether its source gives no day that can be read: it may be older than published_at.';
COMMENT ON COLUMN news_matches.event_id IS 'The event''s id; company_events.id is this.';
COMMENT ON COLUMN news_matches.amount_value IS 'amount as a number; see company_events.';
