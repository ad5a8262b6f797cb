-- What last_new_item_at is: the day of a feed's newest item, and not of the visit that brought it.

COMMENT ON VIEW feed_health IS 'Every feed that is switched on: when it last answered, when its newest item was published, what is wrong, when it is tried next, how much of it is not in English.';
COMMENT ON COLUMN feed_health.last_new_item_at IS 'When its newest item was published; where items say no time, when something new was last seen.';
