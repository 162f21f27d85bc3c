-- name: next_file
-- The key of the next file, so that its parts can be kept while it is made.
SELECT nextval('bacs_bacsfile_id_seq') AS id;
