-- Which states (snapshots) can be read in the lake, and what did their writer note?
SELECT snapshot_id, author, commit_extra_info AS note FROM ducklake_snapshots('lake') ORDER BY snapshot_id
