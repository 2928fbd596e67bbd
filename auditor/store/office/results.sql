-- What a quarter came to as imported: earlier quarters, superiors' findings, what another tool or office measured.
CREATE TABLE IF NOT EXISTS result (
    campaign INTEGER NOT NULL REFERENCES campaign (id),
    kind TEXT NOT NULL,               -- site, account
    key TEXT NOT NULL,                -- home page's URL, or platform:id; else the name
    name TEXT NOT NULL,
    conclusion TEXT NOT NULL,           -- pass, fail, pending, unmeasured
    unit TEXT NOT NULL,
    region TEXT NOT NULL,
    level TEXT NOT NULL,
    platform TEXT NOT NULL,
    portal INTEGER NOT NULL,
    causes TEXT NOT NULL,             -- JSON: the vetoes
    problems TEXT NOT NULL,           -- JSON: other problems
    score TEXT NOT NULL,              -- decimal, or empty: not scored
    supplier TEXT NOT NULL,
    checked TEXT NOT NULL,
    origin TEXT NOT NULL,             -- file and row
    mended INTEGER NOT NULL,
    PRIMARY KEY (campaign, kind, key)
) WITHOUT ROWID;

-- Lines of statistics as somebody printed them.
CREATE TABLE IF NOT EXISTS stated (
    campaign INTEGER NOT NULL REFERENCES campaign (id),
    topic TEXT NOT NULL,              -- key of model.statistics.TABLES
    line TEXT NOT NULL,
    counts TEXT NOT NULL,             -- JSON: column -> number
    rates TEXT NOT NULL,              -- JSON: rate, growth -> as printed
    origin TEXT NOT NULL,
    PRIMARY KEY (campaign, topic, line)
) WITHOUT ROWID;

-- Printed lists of failures.
CREATE TABLE IF NOT EXISTS named (
    id INTEGER PRIMARY KEY,
    campaign INTEGER NOT NULL REFERENCES campaign (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    cause TEXT NOT NULL,
    platform TEXT NOT NULL,
    unit TEXT NOT NULL,
    region TEXT NOT NULL,
    origin TEXT NOT NULL,
    UNIQUE (campaign, kind, name, platform, cause)
);
