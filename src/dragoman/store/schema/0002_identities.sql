-- Identities of actors over all reports: what they are drawn from, and what people say of them.

-- The blocks of identities that a party of an event belongs to: at home, where it is settled who it is, or as a clue to who others are.
CREATE TABLE clue (
    event VARCHAR NOT NULL, role VARCHAR NOT NULL, place INTEGER NOT NULL, block VARCHAR NOT NULL, home BOOLEAN NOT NULL
);

-- What people say about identities, in the order in which they said it; rows are only ever added. `digest` is of all that is said,
-- so that it is said once; by whom and when it was said tells of runs, not of reports.
CREATE TABLE identity_edit (
    number INTEGER NOT NULL, action VARCHAR NOT NULL, actor VARCHAR NOT NULL, other VARCHAR, "value" VARCHAR, since DATE, until DATE,
    note VARCHAR, digest VARCHAR NOT NULL, made_by VARCHAR, made_at TIMESTAMP NOT NULL
);

-- Who is looked up by the blocks of the table `clue`; a row of `actor` belongs to no block of its own.
ALTER TABLE actor DROP COLUMN block;
