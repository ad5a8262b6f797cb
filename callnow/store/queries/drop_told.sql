-- Takes off the outbox what of one trigger was sent already as another one's, to the same channel.
UPDATE delivery SET state = 'dropped', next_try_at = NULL
WHERE trigger_id = $trigger AND state IN ('pending', 'failed')
  AND channel IN (SELECT channel FROM delivery WHERE trigger_id = $told AND state = 'sent')
