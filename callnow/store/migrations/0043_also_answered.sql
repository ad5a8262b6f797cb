-- Which talks answer a call that something else had closed by then: where that is taken back, they close it.

CREATE TABLE also_answered (
    trigger_id VARCHAR NOT NULL,
    touch_id VARCHAR NOT NULL,
    PRIMARY KEY (trigger_id, touch_id)
);
