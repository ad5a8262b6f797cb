-- Further numbers of a prospect beside the one that is dialled first.

ALTER TABLE prospect ADD COLUMN other_phones VARCHAR[] DEFAULT '[]';
