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
    PRIMARY KEY (campaign, site)
) WITHOUT ROWID;
