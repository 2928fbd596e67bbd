-- One bundle = one run over one site. Row ids are internal and appear in no output.

CREATE TABLE IF NOT EXISTS meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL               -- JSON
) WITHOUT ROWID;

-- Everything a link can point at, requested or not; also robots.txt, sitemaps and random paths (role).
CREATE TABLE IF NOT EXISTS url (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,         -- de-duplication key
    url TEXT NOT NULL,
    host TEXT NOT NULL,
    kind TEXT NOT NULL,               -- model.TargetKind
    internal INTEGER NOT NULL,
    role INTEGER NOT NULL DEFAULT 0,  -- store.frontier.Role
    class INTEGER NOT NULL DEFAULT 3, -- order of the crawl: home, columns, last two years, the rest (urls.order)
    round INTEGER NOT NULL,           -- in which it was found
    parent INTEGER NOT NULL,          -- order number of the page it was first found on
    position INTEGER NOT NULL,        -- among the links of that page
    depth INTEGER NOT NULL,
    hops INTEGER NOT NULL DEFAULT 0,  -- redirects that led here, for rows of the role HOP
    shape TEXT NOT NULL DEFAULT '',
    state INTEGER NOT NULL DEFAULT 0, -- store.frontier.State
    place INTEGER,                    -- order number once it is in a round
    fetched_round INTEGER,            -- the round it is or was last fetched in
    mode TEXT NOT NULL DEFAULT '',    -- crawl.lease.Mode when it is not the usual one
    cut TEXT NOT NULL DEFAULT '',     -- why it will not be fetched
    phase INTEGER NOT NULL DEFAULT 0, -- of the next attempt
    tried_at REAL NOT NULL DEFAULT 0, -- Unix seconds of the last attempt
    status INTEGER,
    error TEXT,
    wall TEXT NOT NULL DEFAULT '',
    location TEXT NOT NULL DEFAULT '' -- absolute target of a redirect
);
CREATE INDEX IF NOT EXISTS url_pending ON url (class, round, parent, position) WHERE state = 0 AND kind = 'page';

CREATE INDEX IF NOT EXISTS url_open ON url (kind = 'page', id) WHERE state = 1;
CREATE INDEX IF NOT EXISTS url_place ON url (place) WHERE place IS NOT NULL;
CREATE INDEX IF NOT EXISTS url_round ON url (fetched_round) WHERE fetched_round IS NOT NULL;

-- Style sheets and script files of the site whose text is kept.
CREATE TABLE IF NOT EXISTS resource (
    url INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,               -- style or script
    encoding TEXT NOT NULL,
    size INTEGER NOT NULL,            -- bytes kept; the attempt names the limit that cut the rest
    sha256 TEXT NOT NULL,
    segment INTEGER NOT NULL,         -- body: bodies/<segment>.zst at offset, length
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL
);

-- Pages asked for once more as somebody else; each request has a row in url, and one in page when HTML came.
CREATE TABLE IF NOT EXISTS view (
    url INTEGER PRIMARY KEY,
    subject TEXT NOT NULL,            -- the address that was asked about
    probe INTEGER NOT NULL,           -- 1: the address is made up
    name TEXT NOT NULL,               -- crawl.dress: as whom
    hop INTEGER NOT NULL              -- redirects followed before this request
);
CREATE INDEX IF NOT EXISTS view_subject ON view (subject, name, hop);

-- Requests of the last step (store.probes): over IPv6 and for comparison over IPv4, and frames; each has a row in url.
CREATE TABLE IF NOT EXISTS probe (
    url INTEGER PRIMARY KEY,
    purpose TEXT NOT NULL,            -- store.probes.Purpose
    subject TEXT NOT NULL,            -- the address that was asked about
    hop INTEGER NOT NULL,             -- redirects followed before this request
    level INTEGER NOT NULL            -- of links: clicks from the home page
);
CREATE INDEX IF NOT EXISTS probe_subject ON probe (purpose, subject, hop);

-- Hosts of the first levels of links, and what DNS says of their IPv6 addresses.
CREATE TABLE IF NOT EXISTS ipv6_name (
    host TEXT PRIMARY KEY,
    level INTEGER NOT NULL,
    resource INTEGER NOT NULL,
    sample TEXT NOT NULL,             -- one address on it
    mapped INTEGER NOT NULL DEFAULT 0,
    asked INTEGER NOT NULL DEFAULT 0, -- 1: the rest is an answer
    addresses TEXT NOT NULL DEFAULT '[]', -- JSON
    ipv4 INTEGER NOT NULL DEFAULT 0,
    error TEXT
) WITHOUT ROWID;

-- In the order they were made; indexed by url when the bundle is first read.
CREATE TABLE IF NOT EXISTS attempt (
    url INTEGER NOT NULL,
    fields BLOB NOT NULL              -- msgpack of model.FetchAttempt, in field order
);

-- Every HTML answer that was read: pages of the site, looked-at outside pages, answers to random paths.
CREATE TABLE IF NOT EXISTS page (
    url INTEGER PRIMARY KEY,
    final_url TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    encoding TEXT NOT NULL,
    content_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    title TEXT NOT NULL,
    headings TEXT NOT NULL,           -- JSON
    template TEXT NOT NULL,
    visible INTEGER NOT NULL,
    simhash TEXT NOT NULL,            -- 16 hex digits
    opening TEXT NOT NULL,
    refresh TEXT NOT NULL,
    refresh_by TEXT NOT NULL,
    segment INTEGER NOT NULL,         -- body: bodies/<segment>.zst at offset, length
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL,
    refs BLOB NOT NULL,               -- int32 element ids in document order
    names INTEGER NOT NULL            -- row of names: what a fragment may point at
);
CREATE INDEX IF NOT EXISTS page_sha256 ON page (sha256);

-- Answers with a mark of secrecy: no body, no title, no links are kept of them.
CREATE TABLE IF NOT EXISTS sealed (
    url INTEGER PRIMARY KEY,
    reason TEXT NOT NULL,             -- a code of text.secrecy
    sha256 TEXT NOT NULL,
    line INTEGER NOT NULL,            -- of the mark, in the decoded text
    column INTEGER NOT NULL
);

-- Documents of the site that were read (store.attachments).
CREATE TABLE IF NOT EXISTS attachment (
    url INTEGER PRIMARY KEY,
    size INTEGER NOT NULL,            -- bytes received
    facts BLOB NOT NULL               -- model.Attachment, JSON, zstd
);

-- Sets of ids and anchor names; the pages of one template mostly share one.
CREATE TABLE IF NOT EXISTS names (
    id INTEGER PRIMARY KEY,
    value TEXT NOT NULL UNIQUE        -- one a line, sorted
);

-- Link-bearing elements in the context they were resolved in. Each worker defines what it meets, so the same element
-- may have several rows (one a worker, or after a worker forgot it): equal keys mean equal elements.
CREATE TABLE IF NOT EXISTS element (
    id INTEGER PRIMARY KEY,
    key BLOB NOT NULL,
    links BLOB NOT NULL               -- msgpack: the fields of model.Link, one list per link
);

-- Which element links where: link number n of an element points at url.
CREATE TABLE IF NOT EXISTS edge (
    url INTEGER NOT NULL,
    element INTEGER NOT NULL,
    n INTEGER NOT NULL
);

-- Fragments that links ask of a page.
CREATE TABLE IF NOT EXISTS fragment (
    url INTEGER NOT NULL,
    fragment TEXT NOT NULL,
    PRIMARY KEY (url, fragment)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS host (
    host TEXT PRIMARY KEY,
    addresses TEXT NOT NULL,          -- JSON
    denials INTEGER NOT NULL DEFAULT 0,
    denied_late INTEGER NOT NULL DEFAULT 0,
    denied_by_second INTEGER NOT NULL DEFAULT 0,
    error TEXT
) WITHOUT ROWID;

-- Facts computed from a body by a named version of an extractor, when first asked for.
CREATE TABLE IF NOT EXISTS fact (
    url INTEGER NOT NULL,
    extractor TEXT NOT NULL,
    value TEXT NOT NULL,              -- JSON
    PRIMARY KEY (url, extractor)
) WITHOUT ROWID;

-- Crawled pages that were looked at in a browser for what their bytes do not tell.
CREATE TABLE IF NOT EXISTS look (
    url INTEGER PRIMARY KEY,          -- row of url
    facts BLOB NOT NULL               -- model.Looked, JSON, zstd
);

-- Crawled pages as a real browser measured them.
CREATE TABLE IF NOT EXISTS rendered (
    url INTEGER PRIMARY KEY,          -- row of url
    facts BLOB NOT NULL               -- model.RenderedPage, JSON, zstd
);
