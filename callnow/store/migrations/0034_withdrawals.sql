-- A withdrawal is a delivery that takes another back: whoever was told to call is told not to. The id of that other one.

ALTER TABLE delivery ADD COLUMN withdraws VARCHAR DEFAULT '';
