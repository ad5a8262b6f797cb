-- What do all people of other recruiters amount to, and what is noted of them, as one number a table?
WITH others AS (SELECT * FROM prospect WHERE owner <> $owner)
SELECT (SELECT (count(*), bit_xor(hash(p))) FROM others p) AS people,
       (SELECT (count(*), bit_xor(hash(t))) FROM touch t SEMI JOIN others o ON o.id = t.prospect_id) AS contacts,
       (SELECT (count(*), bit_xor(hash(r))) FROM rhythm r SEMI JOIN others o ON o.id = r.prospect_id) AS rhythms,
       (SELECT (count(*), bit_xor(hash(t.id))) FROM trigger t SEMI JOIN others o ON o.id = t.prospect_id
        WHERE t.state IN ('called', 'dismissed')) AS answered
