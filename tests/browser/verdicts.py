"""Pages that axe has found in order before: the same page need not be judged again.

What axe says of a page follows from its text, the scripts and styles it loads, the browser and axe itself. A page that
was judged on one database is the same on the other, but for its tokens, the time of day and the numbers of rows.
"""

import hashlib
import re
import shutil

from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.finders import get_finders

from tests.database import KEPT, PLACE

# Tokens, nonces and keys of forms; numbers of rows in addresses and choices, and of the port; the time of day.
CHANGING = (
    (re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(nonce=\")[^\"]+|[A-Za-z0-9]{32,}"), r"\2"),
    (re.compile(r"(?<=/)\d+(?=/)|(?<=value=\")\d+(?=\")|(?<=//localhost:)\d+"), "0"),
    (re.compile(r"[T ]\d\d:\d\d(:\d\d(\.\d+)?)?"), ""),
)


class Verdicts:
    """The pages found in order by this browser, with these rules, scripts and styles."""

    def __init__(self, browser_version, rules):
        told = hashlib.sha256(f"{browser_version} {rules}".encode() + Axe().axe_script.encode())
        for finder in get_finders():
            for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
                if path.endswith((".css", ".js")):
                    with storage.open(path) as file:
                        told.update(path.encode() + file.read())
        self.folder = PLACE / f"axe-{told.hexdigest()[:16]}"
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in sorted(PLACE.glob("axe-*"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)
        self.is_empty = not any(self.folder.iterdir())

    def file(self, look, text):
        """Where it is noted that a page of this text is in order, looked at in this way (light, dark)."""
        for pattern, instead in CHANGING:
            text = pattern.sub(instead, text)
        return self.folder / hashlib.sha256(f"{look} {text}".encode()).hexdigest()
