-- What came back about findings, by the number printed in our documents; the book of changes says who brought it in when.
CREATE TABLE IF NOT EXISTS reply (
    number TEXT NOT NULL,             -- K7QM2P-0007
    field TEXT NOT NULL,              -- heading of the column: 核实人, 整改情况, 完成时间, 申诉意见, 复核结论
    value TEXT NOT NULL,
    source TEXT NOT NULL,             -- file, sheet and row
    at TEXT NOT NULL,                 -- Beijing time
    PRIMARY KEY (number, field)
) WITHOUT ROWID;
