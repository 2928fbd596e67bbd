"""The register of government sites as a file."""

from pathlib import Path

from auditor.crawl.registerrows import RowLimit, read_rows
from auditor.model.options import UsageError
from auditor.model.register import Register
from auditor.sheets.table import read_table


def read_register(path: Path) -> Register:
    """Return the register in a file; what it is decides its content, not its name. Raises UsageError naming the file."""
    try:
        return read_rows(path.name, read_table(path, "基本信息表"))
    except RowLimit as error:
        raise UsageError(f"基本信息表 {path} 的行数超过 {error.most}") from error
