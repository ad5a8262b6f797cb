-- Which calls that were put off have come back, and when: by a clock that was ahead they came too early.

CREATE TABLE woken (trigger_id VARCHAR PRIMARY KEY, until TIMESTAMPTZ NOT NULL, woken_at TIMESTAMPTZ NOT NULL);
