-- Which number a call reached somebody else on: it is not offered again while another stands.

ALTER TABLE touch ADD COLUMN number VARCHAR DEFAULT '';
