-- What was forgotten, as counts alone: nothing here tells who it was.

CREATE TABLE forgotten (
    forgotten_on DATE NOT NULL,
    reason VARCHAR NOT NULL,         -- asked (by hand) or retention (the setting)
    people INTEGER NOT NULL,
    touches INTEGER NOT NULL,
    triggers INTEGER NOT NULL,
    deliveries INTEGER NOT NULL,
    PRIMARY KEY (forgotten_on, reason)
);
