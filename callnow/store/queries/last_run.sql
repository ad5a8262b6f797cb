-- Which run began last, when did it end (never: it was broken off), and what did it count?
SELECT kind, started_at, ended_at, counts FROM run ORDER BY started_at DESC, ended_at DESC NULLS LAST LIMIT 1
