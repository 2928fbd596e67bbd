-- Messages of the public as the ledgers have them: 找错, 曝光台, 留言. No names, no addresses of persons.
CREATE TABLE IF NOT EXISTS complaint (
    id INTEGER PRIMARY KEY,
    channel TEXT NOT NULL,            -- 找错, 曝光台, 留言
    number TEXT NOT NULL,             -- the ledger's own, or a hash of what the row says
    site INTEGER REFERENCES site (id), -- empty: no registered site fits
    place TEXT NOT NULL DEFAULT '',   -- the site as the ledger names it
    organiser TEXT NOT NULL DEFAULT '',
    region TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    received TEXT NOT NULL,           -- YYYY-MM-DD, as all days here
    due TEXT NOT NULL DEFAULT '',     -- where the ledger says so
    closed TEXT NOT NULL DEFAULT '',
    is_closed INTEGER NOT NULL DEFAULT 0, -- closed, on a day that may not be known
    source TEXT NOT NULL DEFAULT '',  -- name of the file it was last read from
    UNIQUE (channel, number)
);
CREATE INDEX IF NOT EXISTS complaint_site ON complaint (site, received);
