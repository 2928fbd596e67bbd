-- Notices to units: what they must mend by when, what they answered, and how often they were urged.
CREATE TABLE IF NOT EXISTS notice (
    id INTEGER PRIMARY KEY,
    campaign INTEGER NOT NULL REFERENCES campaign (id),
    unit INTEGER NOT NULL REFERENCES unit (id),
    number TEXT NOT NULL UNIQUE,      -- 2026Q4-整改-003
    issued TEXT NOT NULL,
    due TEXT NOT NULL,                -- a day
    urgent INTEGER NOT NULL DEFAULT 0, -- 紧急告知: an intrusion that cannot wait
    operator TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS notice_unit ON notice (campaign, unit);

CREATE TABLE IF NOT EXISTS notice_item (
    notice INTEGER NOT NULL REFERENCES notice (id),
    accusation INTEGER NOT NULL REFERENCES accusation (id),
    PRIMARY KEY (notice, accusation)
) WITHOUT ROWID;

-- A unit's written answer.
CREATE TABLE IF NOT EXISTS notice_reply (
    id INTEGER PRIMARY KEY,
    notice INTEGER NOT NULL REFERENCES notice (id),
    at TEXT NOT NULL,
    received TEXT NOT NULL,           -- the day it came
    channel TEXT NOT NULL,            -- 公文交换, 邮件, 当面 …
    signer TEXT NOT NULL,             -- the head who signed
    receipt TEXT NOT NULL,            -- number under which it was filed
    text TEXT NOT NULL,
    operator TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS notice_reply_of ON notice_reply (notice);

-- 催办: each step once.
CREATE TABLE IF NOT EXISTS reminder (
    notice INTEGER NOT NULL REFERENCES notice (id),
    step INTEGER NOT NULL,            -- 1 催办, 2 再次催办, 3 督办
    at TEXT NOT NULL,                 -- a day
    operator TEXT NOT NULL,
    PRIMARY KEY (notice, step)
) WITHOUT ROWID;
