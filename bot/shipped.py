"""Where the files are that come with the program beside its code: templates, migrations, the manifest."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def shipped_path(name: str) -> Path:
    """The file or folder of that name. Where the program is installed it is inside the package, in a checkout beside
    it; it is looked for in both, and may be missing."""
    installed = _PACKAGE / name
    return installed if installed.exists() else _PACKAGE.parent / name
