"""Is there a browser to test with?"""

import pytest

from auditor.browser.launch import programs
from auditor.browser.trouble import BrowserTrouble


def missing_browser() -> str:
    """Why there is none; empty when there is one."""
    try:
        programs()
    except BrowserTrouble as trouble:
        return f"no browser installed: {trouble}"
    return ""


needs_browser = pytest.mark.skipif(bool(missing_browser()), reason=missing_browser() or "there is one")
