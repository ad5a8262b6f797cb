-- Which triggers of these prospects are closed by what somebody said, which may be taken back while they count?
SELECT id FROM trigger
WHERE prospect_id IN (SELECT unnest($ids::JSON::VARCHAR[]))
  AND state IN ('called', 'dismissed', 'wrong_event', 'wrong_company') AND expires_at > $since
