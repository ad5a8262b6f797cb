-- A delivery whose sending began and was never recorded as ended may have arrived: when did it begin?

ALTER TABLE delivery ADD COLUMN begun_at TIMESTAMPTZ;
