-- What people say of the record. The tables of events hold the record as corrected; what was coded is set aside here, unchanged.

-- Reviews, in the order in which they were made; rows are only ever added, until a report is forgotten. `about` names coded events
-- so that they are found again when another version codes the report; `value` holds the new values as JSON.
CREATE TABLE review (
    number INTEGER NOT NULL, id VARCHAR NOT NULL, action VARCHAR NOT NULL, made_by VARCHAR NOT NULL, made_at TIMESTAMP NOT NULL,
    why VARCHAR, documents VARCHAR[] NOT NULL,
    about STRUCT(document VARCHAR, event VARCHAR, "start" BIGINT, "end" BIGINT, "type" VARCHAR, ordinal INTEGER)[] NOT NULL,
    "value" VARCHAR NOT NULL, undoes VARCHAR
);

-- The events that a standing review speaks of, as they were coded: columns as those of `event`, in their order (a column that is
-- added to one is added to the other), and behind them what came of the reviews: accepted, corrected or rejected; by whom; and
-- whether two people see it differently. An event that a person added has no row here: nobody coded it.
CREATE TABLE coded_event AS SELECT * FROM event WITH NO DATA;
ALTER TABLE coded_event ADD COLUMN verdict VARCHAR;
ALTER TABLE coded_event ADD COLUMN reviewers VARCHAR[];
ALTER TABLE coded_event ADD COLUMN contested BOOLEAN;

-- What those events let one expect, as it was coded: columns as those of `expectation`.
CREATE TABLE coded_expectation AS SELECT * FROM expectation WITH NO DATA;
