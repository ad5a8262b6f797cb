-- Until when a call is put off. It waits again from that moment on.
CREATE TABLE snooze (trigger_id VARCHAR PRIMARY KEY, until TIMESTAMPTZ NOT NULL);
