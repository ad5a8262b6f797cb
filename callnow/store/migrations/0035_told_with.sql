-- What a message told beside the call it is of: other triggers of the same person, which had no delivery of their own.

CREATE TABLE told_with (
    delivery_id VARCHAR NOT NULL,
    trigger_id VARCHAR NOT NULL,
    PRIMARY KEY (delivery_id, trigger_id)
);
