-- What was handed to a mail server, or was about to be: written down before it is sent, so that nothing goes out twice.
CREATE TABLE IF NOT EXISTS delivery (
    id INTEGER PRIMARY KEY,
    recipient TEXT NOT NULL,          -- address, in lower case
    unit TEXT NOT NULL,               -- whom it is about
    document TEXT NOT NULL,           -- what it is, such as 整改通知书 2026Q4
    number INTEGER NOT NULL,          -- 1; 2, 3 … when it was sent again on purpose
    state TEXT NOT NULL,              -- sending, accepted, deferred (4xx), refused (5xx), failed, uncertain
    message_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    answer TEXT NOT NULL DEFAULT '',  -- of the server, or what went wrong
    at TEXT NOT NULL,                 -- of the last change, Beijing time
    UNIQUE (recipient, unit, document, number)
);
