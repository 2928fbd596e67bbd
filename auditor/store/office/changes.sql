-- Who changed what when; never deleted.
CREATE TABLE IF NOT EXISTS change (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,                 -- Beijing time with its offset
    operator TEXT NOT NULL,
    subject TEXT NOT NULL,            -- such as site:4400000001 or finding:2026Q4-0123-07
    change TEXT NOT NULL              -- JSON: field -> [before, after], or field -> value
);
CREATE INDEX IF NOT EXISTS change_subject ON change (subject, id);
