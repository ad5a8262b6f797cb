-- What analysts read of views and columns says "call" where it said "ring".

COMMENT ON VIEW call_now IS 'What the recruiter sees now: the calls that wait, tier call_now first, best first. Calls that were made, put off, dismissed or expired, and people who are not to be called today, stand in calls_ever alone.';
COMMENT ON COLUMN call_now.prospect IS 'Whom to call.';
COMMENT ON COLUMN call_now.phone IS 'The number to call, with its country code and, behind ;ext=, its extension.';
COMMENT ON COLUMN calls_ever.prospect IS 'Whom to call.';
COMMENT ON COLUMN calls_ever.phone IS 'The number to call, with its country code and, behind ;ext=, its extension.';
COMMENT ON COLUMN calls_ever.became IS 'What became of it: waits, put off, paused (the prospect is not to be called today), expired, called, dismissed, wrong company, wrong event, withdrawn.';
COMMENT ON COLUMN prospects.phone IS 'The number to call, with its country code and, behind ;ext=, its extension; "" where there is none that can be dialled.';
COMMENT ON COLUMN prospects.calls_waiting IS 'How many reasons to call them wait in call_now.';
COMMENT ON COLUMN employers.calls_waiting IS 'How many reasons to call somebody there wait in call_now.';
