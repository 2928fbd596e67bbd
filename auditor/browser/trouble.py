"""Why the browser could not measure a page."""

from auditor.model.error import ErrorKind


class BrowserTrouble(Exception):
    """A page, or all of them, cannot be measured; ``kind`` names the reason."""

    def __init__(self, kind: ErrorKind, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else str(kind))
        self.kind = kind
        self.detail = detail
