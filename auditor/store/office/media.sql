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
