-- Where each telling sits, so that a report which comes or goes need only be held against what it can change (record/happening.py,
-- Seat). `kind` and `last` say by which day it was joined, `core` is the group to which it belongs, null for a guest, `head` that at the
-- heart of its happening. What was joined before has none, and is joined once more with the next report that is written.
ALTER TABLE telling ADD COLUMN kind VARCHAR;
ALTER TABLE telling ADD COLUMN last DATE;
ALTER TABLE telling ADD COLUMN core VARCHAR;
ALTER TABLE telling ADD COLUMN head VARCHAR;

-- Happenings are replaced one by one, no longer in blocks.
ALTER TABLE happening DROP COLUMN block;

-- A digest of the rules by which happenings were joined: under others all of them are joined anew.
CREATE TABLE joining (rules VARCHAR NOT NULL);
