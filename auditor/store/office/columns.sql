-- What the office knows better about the columns of a site; kept from quarter to quarter.
CREATE TABLE IF NOT EXISTS column_correction (
    site TEXT NOT NULL,               -- home page without scheme and www. (store.columns.site_key)
    url TEXT NOT NULL,                -- of the column
    class TEXT NOT NULL DEFAULT '',   -- model.columns.ColumnClass; empty = the program's
    excluded INTEGER,                 -- 1, 0, or NULL = the program's
    reason TEXT NOT NULL DEFAULT '',
    waived INTEGER NOT NULL DEFAULT 0, -- 1: 确无应发布内容
    approver TEXT NOT NULL DEFAULT '',
    expires TEXT NOT NULL DEFAULT '', -- YYYY-MM-DD; empty = until taken back
    PRIMARY KEY (site, url)
) WITHOUT ROWID;
