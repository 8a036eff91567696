-- The stable views of an archive: what people and other programs may build upon (docs/asking.md names every column).
-- The tables beneath may change from version to version; a column of a view stays, with its meaning, or is announced in CHANGELOG.md.
-- Run in one transaction whenever an archive is opened to write and their text is new. Plain SQL of DuckDB: no extension is needed.

-- An event record (docs/record.md), field for field and in its order; then its `day` (the day stated, else that of publication),
-- and the words of its sentence.
CREATE OR REPLACE VIEW events AS
SELECT e.id, e.document, e.sentence, e.trigger, e.event, e.mode, e.context, e.quad_code, e.event_scale, e.cameo, e.status,
    e.actor, e.recipient, e.date, e.enddate, e.date_basis, e.date_text, e.event_loc, e.content, e.condition, e.deadline,
    e.attribution, e.confidence, e.coder,
    struct_pack(url := r.url, title := r.title, author := r.author, publication := r.publication, "language" := r.language,
        published := r.published, retrieved := r.retrieved, translated_by := r.translated_by,
        republished_from := r.republished_from) AS cite_info,
    e.day, e.sentence_text
FROM event e JOIN report r ON r.id = e.document;

-- A happening (docs/record.md), field for field and in its order; then its `day` (its date, else the day it was first reported).
CREATE OR REPLACE VIEW happenings AS
SELECT id, event, mode, context, quad_code, event_scale, status, actor, recipient, date, enddate, date_basis, event_loc, content,
    reports, events, independent_sources, first_reported, last_reported, disagreements, confidence,
    coalesce(date, enddate, first_reported) AS day
FROM happening;

-- Which events tell which happening: a row each.
CREATE OR REPLACE VIEW tellings AS
SELECT happening, event FROM telling;

-- A party of an event a row: `role` is actor, recipient or attribution, `place` its place in that list, from 0;
-- `actor` is the id of its identity in the view `actors`, where it has one.
CREATE OR REPLACE VIEW parties AS
SELECT event, role, place, code, sector, entity_text, identifier_text, identifier_id, office, actor
FROM party;

-- Someone who takes part in events, once over all reports; `events` counts those in which he, she or it acts or is acted upon.
CREATE OR REPLACE VIEW actors AS
SELECT id, name, code, sector, identifier_id, aliases, offices, first_seen, last_seen, events
FROM actor;

-- A resolved place where events were, with how many, and the first and last day.
CREATE OR REPLACE VIEW places AS
SELECT event_loc.resolved_place AS resolved_place, event_loc.geonameid AS geonameid, any_value(event_loc.lat) AS lat,
    any_value(event_loc.lon) AS lon, any_value(event_loc.city) AS city, any_value(event_loc.province) AS province,
    any_value(event_loc.country) AS country, event_loc.country_code AS country_code,
    any_value(event_loc.feature_code) AS feature_code, any_value(event_loc.resolution) AS resolution,
    min(day) AS first_seen, max(day) AS last_seen, count(*) AS events
FROM event
WHERE event_loc.resolved_place IS NOT NULL
GROUP BY event_loc.resolved_place, event_loc.geonameid, event_loc.country_code;

-- A report, once. `root` is the report that it was taken from, or the report itself; `sources` is where it was found.
CREATE OR REPLACE VIEW reports AS
SELECT r.id, r.url, r.title, r.author, r.publication, r.language, r.published, r.retrieved, r.translated_by, r.republished_from,
    r.root, coalesce(o.sources, []) AS sources, coalesce(e.events, 0) AS events, r.coder, r.text
FROM report r
LEFT JOIN (SELECT report, list(source ORDER BY source) AS sources FROM origin GROUP BY report) o ON o.report = r.id
LEFT JOIN (SELECT document, count(*) AS events FROM event GROUP BY document) e ON e.document = r.id;

-- What could not be read or coded, and why.
CREATE OR REPLACE VIEW faults AS
SELECT source, document, stage, kind, reason, detail FROM fault;

-- What people said of the record (docs/review.md), in the order of `number`: `value` holds the new values as JSON, `events` the events that
-- it is about, as they were called when it was said, `undoes` the review that it takes back.
CREATE OR REPLACE VIEW reviews AS
SELECT number, id, action, made_by, made_at, why, documents, [a.event FOR a IN about] AS events, "value", undoes
FROM review;

-- Who acts upon whom: a row for each happening, each code among its actors and each code among its recipients.
-- Where several meet and none is host or guest, all are actors and there is no recipient: each acts upon each other one.
CREATE OR REPLACE VIEW dyads AS
SELECT happening, day, actor, recipient, event, mode, quad_code, event_scale, status, independent_sources, confidence
FROM (
    SELECT id AS happening, day, actor, mutual, unnest(CASE WHEN mutual THEN actors ELSE recipients END) AS recipient, event, mode,
        quad_code, event_scale, status, independent_sources, confidence
    FROM (
        SELECT id, coalesce(date, enddate, first_reported) AS day, list_distinct([x.code FOR x IN actor]) AS actors,
            unnest(actors) AS actor, list_distinct([x.code FOR x IN recipient]) AS recipients,
            event = 'CONSULT' AND len(recipient) = 0 AS mutual, event, mode, quad_code, event_scale, status, independent_sources,
            confidence
        FROM happening
    )
)
WHERE NOT (mutual AND actor = recipient);
