-- Adds to the count of what was forgotten on a day.
INSERT INTO forgotten VALUES ($day, $reason, $people, $touches, $triggers, $deliveries)
ON CONFLICT DO UPDATE SET people = people + $people, touches = touches + $touches, triggers = triggers + $triggers,
    deliveries = deliveries + $deliveries
