"""The browser that tests and pictures are made with. `.ci/browser` knows the same names."""

import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "The browser tests need Chromium in PATH (on Debian: apt-get install chromium)."


def chromium() -> Path | None:
    """The first that is in PATH."""
    return next((Path(found) for name in NAMES if (found := shutil.which(name))), None)
