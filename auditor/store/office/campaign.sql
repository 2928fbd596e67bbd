-- Campaigns, the sites chosen for them, and the bundle that each site's inspection left.
CREATE TABLE IF NOT EXISTS campaign (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,        -- 2026Q4
    opened TEXT NOT NULL,             -- Beijing time
    plan TEXT NOT NULL,               -- JSON: scope, ratio, by, seed, window
    pack TEXT NOT NULL DEFAULT '',    -- id of the indicator pack
    state TEXT NOT NULL DEFAULT 'planned', -- planned, running, paused, aborted, closed
    closed TEXT NOT NULL DEFAULT '',
    sha256 TEXT NOT NULL DEFAULT ''   -- of the figures, once closed
);

CREATE TABLE IF NOT EXISTS campaign_site (
    campaign INTEGER NOT NULL REFERENCES campaign (id),
    site INTEGER NOT NULL REFERENCES site (id),
    number INTEGER NOT NULL,          -- within the campaign, from 1: 2026Q4-0123
    why TEXT NOT NULL,                -- sampled, portal, failed-before, included
    state TEXT NOT NULL DEFAULT 'waiting', -- waiting, running, paused, done, unmeasurable
    reason TEXT NOT NULL DEFAULT '',
    bundle TEXT NOT NULL DEFAULT '',  -- path, relative to the database's folder where it lies below it
    judged TEXT NOT NULL DEFAULT '',
    verdict TEXT NOT NULL DEFAULT '', -- JSON of model.verdict.Verdict as proposed
    started TEXT NOT NULL DEFAULT '', -- of its site run, Beijing time
    ended TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (campaign, site)
) WITHOUT ROWID;

-- Bundles of sites that were made elsewhere and stand beside the one made here.
CREATE TABLE IF NOT EXISTS campaign_vantage (
    campaign INTEGER NOT NULL REFERENCES campaign (id),
    site INTEGER NOT NULL REFERENCES site (id),
    bundle TEXT NOT NULL,             -- path, relative to the database's folder
    vantage TEXT NOT NULL,            -- from which network, or by whom
    at TEXT NOT NULL,
    PRIMARY KEY (campaign, site, bundle)
) WITHOUT ROWID;

-- How the site runs of a campaign reach the world: JSON of options of ``auditor audit``, as they were given last.
CREATE TABLE IF NOT EXISTS campaign_means (
    campaign INTEGER PRIMARY KEY REFERENCES campaign (id),
    means TEXT NOT NULL
);

-- What was asked of each server on behalf of each site: the proof that nobody was asked too fast.
CREATE TABLE IF NOT EXISTS campaign_rate (
    campaign INTEGER NOT NULL REFERENCES campaign (id),
    site INTEGER NOT NULL REFERENCES site (id),
    server TEXT NOT NULL,             -- the address that was connected to
    requests INTEGER NOT NULL,
    first TEXT NOT NULL,              -- Beijing time
    last TEXT NOT NULL,
    busiest INTEGER NOT NULL,         -- most requests within one minute of the clock
    PRIMARY KEY (campaign, site, server)
) WITHOUT ROWID;

-- The look ahead: one a site and campaign, the last one made.
CREATE TABLE IF NOT EXISTS campaign_look (
    campaign INTEGER NOT NULL REFERENCES campaign (id),
    site INTEGER NOT NULL REFERENCES site (id),
    at TEXT NOT NULL,
    state TEXT NOT NULL,              -- model.campaign.Obstacle
    detail TEXT NOT NULL,
    server TEXT NOT NULL,             -- the address it is at, empty when unknown
    requests INTEGER NOT NULL,
    PRIMARY KEY (campaign, site)
) WITHOUT ROWID;

-- Visits to home pages, appended: the sampling of availability.
CREATE TABLE IF NOT EXISTS visit (
    id INTEGER PRIMARY KEY,
    site INTEGER NOT NULL REFERENCES site (id),
    at TEXT NOT NULL,                 -- Beijing time
    vantage TEXT NOT NULL,            -- from which network
    outcome TEXT NOT NULL,            -- open, failed, blocked, ours
    status INTEGER,
    error TEXT NOT NULL DEFAULT '',
    ms INTEGER NOT NULL,
    UNIQUE (site, at, vantage)
);

-- Which sites are watched from when to when, and when the next visit of each is due.
CREATE TABLE IF NOT EXISTS watch (
    campaign INTEGER NOT NULL REFERENCES campaign (id),
    site INTEGER NOT NULL REFERENCES site (id),
    first TEXT NOT NULL,              -- days, both included
    last TEXT NOT NULL,
    due REAL NOT NULL DEFAULT 0,      -- Unix seconds
    PRIMARY KEY (campaign, site)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS watch_due ON watch (due);
