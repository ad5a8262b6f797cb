-- As what a delivery was planned: what was told as worth knowing is told again once it asks for a call.

ALTER TABLE delivery ADD COLUMN tier VARCHAR;
