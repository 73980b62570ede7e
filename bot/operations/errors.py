"""What the command line says of an error."""

import inspect

from bot.logs import kind_and_place

EXTRAS = {
    "a2wsgi": "play",
    "httpx": "play",
    "multipart": "play",
    "psycopg": "postgres",
    "python_multipart": "play",
    "starlette": "play",
    "uvicorn": "play",
    "websockets": "play",
}
"""The extra that a library comes with, by the name it is imported under."""


def describe_error(error: Exception) -> str:
    """The sentence of an error of ours; of any other its kind and place, since its message may quote what was typed."""
    extra = _find_missing_extra(error)
    if extra:
        return f"this needs what is not installed: pip install 'giveget[{extra}]'"
    if not type(error).__module__.startswith("bot."):
        return f"stopped by {kind_and_place(error)}."
    return str(error) or inspect.cleandoc(type(error).__doc__ or type(error).__name__)


def _find_missing_extra(error: Exception) -> str:
    """The extra of `pyproject.toml` that a module which was not found belongs to; "" where it is another error."""
    if not isinstance(error, ModuleNotFoundError) or error.name is None:
        return ""
    return EXTRAS.get(error.name.partition(".")[0], "")
