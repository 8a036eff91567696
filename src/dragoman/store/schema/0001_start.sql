-- The first tables of an archive. A released file of this folder is never edited: a change is a new, higher number.
-- What is coded or read is kept as it came; what is derived from it (chains, happenings, identities, words) is a
-- function of the set of reports alone, whatever the order or the size of the batches in which they came.

-- A report, once. `coder` is the version that coded it; `root` heads its provenance chain (itself where it stands alone);
-- `digest` is that of its text, so that a text that is known need not be read to be told from another under the same id.
CREATE TABLE report (
    id VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    published DATE,
    language VARCHAR,
    url VARCHAR,
    title VARCHAR,
    author VARCHAR,
    publication VARCHAR,
    retrieved VARCHAR,
    translated_by VARCHAR,
    republished_from VARCHAR,
    furniture STRUCT("start" BIGINT, "end" BIGINT)[] NOT NULL,
    coder VARCHAR NOT NULL,
    root VARCHAR NOT NULL,
    digest VARCHAR NOT NULL
);

-- Every source (file, file:line, archive!member, URL) in which a report was found.
CREATE TABLE origin (report VARCHAR NOT NULL, source VARCHAR NOT NULL);

-- What could not be read or coded, and why.
CREATE TABLE fault (
    source VARCHAR, document VARCHAR, stage VARCHAR NOT NULL, kind VARCHAR NOT NULL, reason VARCHAR NOT NULL, detail VARCHAR
);

-- An event record (docs/record.md) without `cite_info`, which is the report's. `number` is its place among the report's
-- events; `day` is what queries by time and reconciliation go by: the day stated, else the day of publication;
-- `sentence_text` the words of its sentence, which reconciliation and pages quote without opening the report.
CREATE TABLE event (
    id VARCHAR NOT NULL,
    document VARCHAR NOT NULL,
    sentence STRUCT("sequence" BIGINT, "start" BIGINT, "end" BIGINT) NOT NULL,
    trigger STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT) NOT NULL,
    event VARCHAR NOT NULL,
    mode VARCHAR,
    context VARCHAR[] NOT NULL,
    quad_code BIGINT NOT NULL,
    event_scale DOUBLE NOT NULL,
    cameo VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    actor STRUCT(code VARCHAR, sector VARCHAR[], entity_text VARCHAR, "start" BIGINT, "end" BIGINT, identifier_text VARCHAR,
        identifier_id VARCHAR, office VARCHAR, via STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT))[] NOT NULL,
    recipient STRUCT(code VARCHAR, sector VARCHAR[], entity_text VARCHAR, "start" BIGINT, "end" BIGINT, identifier_text VARCHAR,
        identifier_id VARCHAR, office VARCHAR, via STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT))[] NOT NULL,
    date DATE,
    enddate DATE,
    date_basis VARCHAR NOT NULL,
    date_text STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT),
    event_loc STRUCT(extracted_place VARCHAR, "start" BIGINT, "end" BIGINT, resolved_place VARCHAR, geonameid BIGINT, lat DOUBLE,
        lon DOUBLE, city VARCHAR, province VARCHAR, country VARCHAR, country_code VARCHAR, feature_code VARCHAR, resolution BIGINT),
    content STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT),
    condition STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT),
    deadline STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT, date DATE),
    attribution STRUCT(code VARCHAR, sector VARCHAR[], entity_text VARCHAR, "start" BIGINT, "end" BIGINT, identifier_text VARCHAR,
        identifier_id VARCHAR, office VARCHAR, via STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT))[] NOT NULL,
    confidence DOUBLE NOT NULL,
    coder VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    day DATE,
    sentence_text VARCHAR NOT NULL
);

-- Each party of each event on a row of its own, so that questions by actor need not open lists.
-- `role` is actor, recipient or attribution; `place` its place in that list; `actor` the identity over all reports.
CREATE TABLE party (
    event VARCHAR NOT NULL, role VARCHAR NOT NULL, place INTEGER NOT NULL, code VARCHAR, sector VARCHAR[] NOT NULL,
    entity_text VARCHAR NOT NULL, identifier_text VARCHAR, identifier_id VARCHAR, office VARCHAR, actor VARCHAR
);

-- The ledger of commitments: the act that would carry out what a verbal event says (`part` is content), or on which it hangs
-- (condition); `object` are the words for it, `negated` says that it is not to be done. And the sentences that say outright
-- what came of a commitment, with the countries and bodies that they name.
CREATE TABLE expectation (
    event VARCHAR NOT NULL, part VARCHAR NOT NULL, act VARCHAR NOT NULL, mode VARCHAR,
    actor STRUCT(code VARCHAR, sector VARCHAR[], entity_text VARCHAR, "start" BIGINT, "end" BIGINT, identifier_text VARCHAR,
        identifier_id VARCHAR, office VARCHAR, via STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT))[] NOT NULL,
    recipient STRUCT(code VARCHAR, sector VARCHAR[], entity_text VARCHAR, "start" BIGINT, "end" BIGINT, identifier_text VARCHAR,
        identifier_id VARCHAR, office VARCHAR, via STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT))[] NOT NULL,
    object STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT),
    negated BOOLEAN NOT NULL,
    due DATE
);
CREATE TABLE remark (
    document VARCHAR NOT NULL, published DATE, "start" BIGINT NOT NULL, "end" BIGINT NOT NULL, "text" VARCHAR NOT NULL,
    before VARCHAR NOT NULL, state VARCHAR NOT NULL, weight DOUBLE NOT NULL, codes VARCHAR[] NOT NULL
);

-- Provenance: the bands of each report's MinHash signature, and the pairs of reports that tell the same text.
CREATE TABLE band (report VARCHAR NOT NULL, band INTEGER NOT NULL, hash UBIGINT NOT NULL);
CREATE TABLE kin (report VARCHAR NOT NULL, other VARCHAR NOT NULL, why VARCHAR NOT NULL);

-- A happening (docs/record.md), and the events that tell it. `block` is the part of the archive that is joined as one.
CREATE TABLE happening (
    id VARCHAR NOT NULL,
    event VARCHAR NOT NULL,
    mode VARCHAR,
    context VARCHAR[] NOT NULL,
    quad_code BIGINT NOT NULL,
    event_scale DOUBLE NOT NULL,
    status VARCHAR NOT NULL,
    actor STRUCT(code VARCHAR, sector VARCHAR[], entity_text VARCHAR, "start" BIGINT, "end" BIGINT, identifier_text VARCHAR,
        identifier_id VARCHAR, office VARCHAR, via STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT))[] NOT NULL,
    recipient STRUCT(code VARCHAR, sector VARCHAR[], entity_text VARCHAR, "start" BIGINT, "end" BIGINT, identifier_text VARCHAR,
        identifier_id VARCHAR, office VARCHAR, via STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT))[] NOT NULL,
    date DATE,
    enddate DATE,
    date_basis VARCHAR NOT NULL,
    event_loc STRUCT(extracted_place VARCHAR, "start" BIGINT, "end" BIGINT, resolved_place VARCHAR, geonameid BIGINT, lat DOUBLE,
        lon DOUBLE, city VARCHAR, province VARCHAR, country VARCHAR, country_code VARCHAR, feature_code VARCHAR, resolution BIGINT),
    content STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT),
    reports VARCHAR[] NOT NULL,
    events VARCHAR[] NOT NULL,
    independent_sources BIGINT NOT NULL,
    first_reported DATE,
    last_reported DATE,
    disagreements STRUCT(field VARCHAR, "values" STRUCT("value" VARCHAR, events VARCHAR[])[])[] NOT NULL,
    confidence DOUBLE NOT NULL,
    block VARCHAR NOT NULL
);
CREATE TABLE telling (happening VARCHAR NOT NULL, event VARCHAR NOT NULL);

-- Who there is over all reports, and in which offices and under which names they were seen.
CREATE TABLE actor (
    id VARCHAR NOT NULL, name VARCHAR NOT NULL, code VARCHAR, sector VARCHAR[] NOT NULL, identifier_id VARCHAR,
    aliases VARCHAR[] NOT NULL, offices STRUCT(office VARCHAR, since DATE, until DATE)[] NOT NULL,
    first_seen DATE, last_seen DATE, events BIGINT NOT NULL, block VARCHAR NOT NULL
);

-- Full text: which words stand in which report.
CREATE TABLE posting (word VARCHAR NOT NULL, report VARCHAR NOT NULL);

-- What a run needs or leaves behind that is no content: remembered pages, and the log of runs.
CREATE TABLE page (url VARCHAR NOT NULL, etag VARCHAR, modified VARCHAR, fetched TIMESTAMP);
CREATE TABLE run (
    started TIMESTAMP NOT NULL, ended TIMESTAMP, command VARCHAR NOT NULL, sources VARCHAR[] NOT NULL,
    added BIGINT, known BIGINT, republished BIGINT, skipped BIGINT, failed BIGINT, events BIGINT
);
