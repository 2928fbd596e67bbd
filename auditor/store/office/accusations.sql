-- What is said against a site or an account, and everything that was done about it.
CREATE TABLE IF NOT EXISTS accusation (
    id INTEGER PRIMARY KEY,
    campaign INTEGER NOT NULL REFERENCES campaign (id),
    site INTEGER REFERENCES site (id),       -- who is accused: a site,
    account INTEGER REFERENCES account (id), -- or an account
    number TEXT NOT NULL UNIQUE,      -- 2026Q4-0123-07: campaign, site within it (M0123: account), accusation within that
    fingerprint TEXT NOT NULL,
    veto INTEGER NOT NULL,
    manual INTEGER NOT NULL,
    cause TEXT NOT NULL,
    message TEXT NOT NULL,
    page TEXT NOT NULL,
    place TEXT NOT NULL,
    evidence TEXT NOT NULL,           -- JSON
    supplier TEXT NOT NULL DEFAULT '',
    points TEXT NOT NULL DEFAULT '',  -- what the inspector says it costs or earns; empty: as the pack has it
    state TEXT NOT NULL,              -- model.accusation.State
    bundle TEXT NOT NULL,             -- empty: of an account
    doubt TEXT NOT NULL DEFAULT '',   -- why the machine does not say so any more though persons confirmed it, until one answers
    CHECK ((site IS NULL) <> (account IS NULL)),
    UNIQUE (campaign, site, fingerprint),
    UNIQUE (campaign, account, fingerprint)
);
CREATE INDEX IF NOT EXISTS accusation_state ON accusation (campaign, state, site);

CREATE TABLE IF NOT EXISTS accusation_step (
    id INTEGER PRIMARY KEY,
    accusation INTEGER NOT NULL REFERENCES accusation (id),
    at TEXT NOT NULL,
    operator TEXT NOT NULL,
    action TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS accusation_step_of ON accusation_step (accusation, id);

-- Looked at again: by a verification before the circular, or a re-check after it.
CREATE TABLE IF NOT EXISTS look (
    id INTEGER PRIMARY KEY,
    accusation INTEGER NOT NULL REFERENCES accusation (id),
    at TEXT NOT NULL,
    seen TEXT NOT NULL,               -- open, fixed, unknown
    bundle TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS look_of ON look (accusation, id);

-- Verdicts over what persons confirmed; the last one of each site.
CREATE TABLE IF NOT EXISTS final_verdict (
    campaign INTEGER NOT NULL REFERENCES campaign (id),
    site INTEGER NOT NULL REFERENCES site (id),
    at TEXT NOT NULL,
    verdict TEXT NOT NULL,            -- JSON of model.verdict.Verdict
    PRIMARY KEY (campaign, site)
) WITHOUT ROWID;

-- What an office lets pass for a while, wherever it turns up again on this site or account.
CREATE TABLE IF NOT EXISTS waiver (
    site INTEGER REFERENCES site (id),
    account INTEGER REFERENCES account (id),
    fingerprint TEXT NOT NULL,
    reason TEXT NOT NULL,
    approver TEXT NOT NULL,
    until TEXT NOT NULL,              -- last day on which it holds
    at TEXT NOT NULL,
    CHECK ((site IS NULL) <> (account IS NULL)),
    UNIQUE (site, fingerprint),
    UNIQUE (account, fingerprint)
);

-- A campaign's outcome as it was frozen, and what turned out otherwise afterwards.
CREATE TABLE IF NOT EXISTS frozen (
    campaign INTEGER PRIMARY KEY REFERENCES campaign (id),
    quarter TEXT NOT NULL             -- JSON; its sha256 stands in campaign.sha256
);
CREATE TABLE IF NOT EXISTS correction (
    id INTEGER PRIMARY KEY,
    campaign INTEGER NOT NULL REFERENCES campaign (id),
    at TEXT NOT NULL,
    operator TEXT NOT NULL,
    text TEXT NOT NULL
);
