-- New-media accounts: posts as lists and feeds tell them, and what was seen on a day. Nothing is taken from a platform itself.
CREATE TABLE IF NOT EXISTS account_post (
    account INTEGER NOT NULL REFERENCES account (id),
    day TEXT NOT NULL,                -- YYYY-MM-DD
    title TEXT NOT NULL,
    url TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL,             -- name of the file
    PRIMARY KEY (account, day, title, url)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS account_look (
    id INTEGER PRIMARY KEY,           -- appended, never changed: the last word on each question counts
    account INTEGER NOT NULL REFERENCES account (id),
    day TEXT NOT NULL,                -- the day it speaks of
    last_post TEXT NOT NULL DEFAULT '', -- YYYY-MM-DD, or never
    interaction INTEGER,              -- 1 yes, 0 no, NULL not said; the next two likewise
    menu INTEGER,
    found INTEGER,
    named TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL,
    operator TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS account_look_account ON account_look (account, day, id);

-- Accounts of a campaign, each as it stood by the evidence of a day.
CREATE TABLE IF NOT EXISTS campaign_account (
    campaign INTEGER NOT NULL REFERENCES campaign (id),
    account INTEGER NOT NULL REFERENCES account (id),
    number INTEGER NOT NULL,          -- within the campaign, from 1: 2026Q4-M0123
    day TEXT NOT NULL,                -- of sampling, YYYY-MM-DD
    measured INTEGER NOT NULL,        -- 0: nothing that is known says how it stood on that day
    looked TEXT NOT NULL DEFAULT '',  -- the last day that anything speaks of
    PRIMARY KEY (campaign, account)
) WITHOUT ROWID;
