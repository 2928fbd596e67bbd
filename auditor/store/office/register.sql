-- The register: units, sites, new-media accounts, persons. Rows are never deleted: what ends has a state.
CREATE TABLE IF NOT EXISTS unit (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    parent INTEGER REFERENCES unit (id),
    region TEXT NOT NULL DEFAULT '',  -- as the office groups its statistics, such as 雷山县 or 省直部门
    level TEXT NOT NULL DEFAULT '',   -- province, city, county, town, or empty
    kind TEXT NOT NULL DEFAULT '',    -- government, department, zone (管委会), street, mission (驻外办), vertical, supplier
    aliases TEXT NOT NULL DEFAULT '[]' -- JSON: other names it goes by
);

CREATE TABLE IF NOT EXISTS site (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,      -- what people say on the phone: 0123
    name TEXT NOT NULL,
    url TEXT NOT NULL UNIQUE,         -- home page, normalised
    code TEXT NOT NULL DEFAULT '',    -- 网站标识码; two rows with one code are a deviation, not an error
    unit INTEGER NOT NULL REFERENCES unit (id),
    portal INTEGER NOT NULL DEFAULT 0, -- 1: 政府门户网站, scored by points
    platform TEXT NOT NULL DEFAULT '', -- who hosts it: shared politeness, shared causes
    state TEXT NOT NULL DEFAULT 'running', -- running, maintenance, closed, moved
    aliases TEXT NOT NULL DEFAULT '[]', -- JSON: other addresses
    fields TEXT NOT NULL DEFAULT '{}' -- JSON: the rest of the register's row (icp, police, conac, ipv6)
);
CREATE INDEX IF NOT EXISTS site_unit ON site (unit);
CREATE INDEX IF NOT EXISTS site_code ON site (code);

CREATE TABLE IF NOT EXISTS account (
    id INTEGER PRIMARY KEY,
    platform TEXT NOT NULL,           -- 微信, 微博, 客户端, 抖音, 头条, or the name of another one
    account TEXT NOT NULL,            -- its id there
    name TEXT NOT NULL,
    unit INTEGER NOT NULL REFERENCES unit (id),
    state TEXT NOT NULL DEFAULT 'running',
    fields TEXT NOT NULL DEFAULT '{}',
    UNIQUE (platform, account)
);

CREATE TABLE IF NOT EXISTS contact (
    id INTEGER PRIMARY KEY,
    unit INTEGER NOT NULL REFERENCES unit (id),
    site INTEGER REFERENCES site (id), -- empty: for the whole unit
    role TEXT NOT NULL DEFAULT '',    -- 负责人, 联系人, 承办人
    name TEXT NOT NULL DEFAULT '',
    mail TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS contact_unit ON contact (unit, site);

-- What was seen of a site, an account or a host that nobody registered; drift is judged from this and from nothing else.
CREATE TABLE IF NOT EXISTS sighting (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,                 -- Beijing time
    subject TEXT NOT NULL,            -- site:<number>, account:<platform>/<account>, host:<name>
    seen TEXT NOT NULL,               -- alive, dead, blocked, unknown, moved, named, not-found, linked
    detail TEXT NOT NULL DEFAULT '',  -- the error, the other address, the other name, or who links there
    source TEXT NOT NULL              -- preflight, availability, a bundle's path, or the person who looked
);
CREATE INDEX IF NOT EXISTS sighting_subject ON sighting (subject, seen, id);
