-- name: hold_users
-- Nobody else adds a user until this transaction ends.
LOCK TABLE authority_user IN SHARE ROW EXCLUSIVE MODE;
