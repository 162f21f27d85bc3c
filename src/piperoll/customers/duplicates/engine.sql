-- name: lay_out
-- In DuckDB: the customers given, with the parts of keys, and without telephones, emails and names that too many share.
CREATE TABLE customer AS
SELECT id, surname, forename, sounds, whole_name, house, street, postcode, company_number, born,
       left(forename, 1) AS initial, left(postcode, greatest(length(postcode) - 3, 1)) AS district,
       CASE WHEN count(*) OVER (PARTITION BY whole_name) <= $most THEN whole_name END AS rare_name,
       CASE WHEN count(*) OVER (PARTITION BY sounds, forename) <= $most THEN sounds || forename END AS rare_sound,
       CASE WHEN count(*) OVER (PARTITION BY email) <= $most THEN email END AS email,
       CASE WHEN count(*) OVER (PARTITION BY phone) <= $most THEN phone END AS phone
FROM given;

-- name: present
-- In DuckDB: how many customers have each thing we compare by.
SELECT count(surname) AS surname, count(forename) AS forename, count(postcode) AS postcode, count(email) AS email,
       count(phone) AS phone, count(company_number) AS company_number, count(born) AS born
FROM customer;

-- name: rarity_of_surnames
-- In DuckDB: the share of customers that have each surname, as if there were a whole town of them.
SELECT surname, count(*) / greatest((SELECT count(*) FROM customer), $town)::double AS tf_surname
FROM customer WHERE surname IS NOT NULL GROUP BY surname;

-- name: rarity_of_forenames
-- In DuckDB: the share of customers that have each first name, as if there were a whole town of them.
SELECT forename, count(*) / greatest((SELECT count(*) FROM customer), $town)::double AS tf_forename
FROM customer WHERE forename IS NOT NULL GROUP BY forename;
