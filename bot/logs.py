"""One JSON line per thing that happened, without secrets and without what a deal is about.

Fields are a closed list, so that nobody's words get into a log by carelessness; an exception is told by its kind and
place, because its message may quote what a person typed; a library's message is cut where it begins to quote.
"""

import inspect
import logging
import re
import secrets
import sys
import traceback
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TextIO

import orjson
import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

FIELDS = frozenset(
    {
        *("event", "at", "level", "logger", "reference", "error", "frames"),
        *(
            "address",
            "attempts",
            "channel",
            "count",
            "kind",
            "milliseconds",
            "outcome",
            "status",
            "team",
            "version",
        ),
    }
)
"""What a line may tell. Ids are Slack's or ours; none of these holds what people write."""

OUTSPOKEN = ("_granian", "alembic", "apscheduler", "asyncio", "uvicorn")
"""Libraries that never see a deal; their messages are kept whole."""

TALKATIVE = ("alembic", "apscheduler")
"""Libraries that tell every step; only their warnings are news, unless everything is wanted."""

_QUOTE_BEGINS = re.compile(r"[({\[:=\"'`<\n]")
_SECRET = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+|xoxe\.[\w.-]+|\b[0-9a-f]{32}\b|(?<=://)[^/@\s]+:[^/@\s]+(?=@)"
)
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class LogLevel(StrEnum):
    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


def begin(level: LogLevel = LogLevel.INFO, out: TextIO | None = None) -> None:
    """From here on everything that is logged, by us or by a library, is a JSON line on that stream (or stderr)."""
    first: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *first,
            _exception_by_kind_and_place,
            _withhold_unlisted,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    lines = logging.StreamHandler(out or sys.stderr)
    lines.setFormatter(_formatter([*first, _exception_by_kind_and_place, _cut_where_it_quotes]))
    logging.basicConfig(level=level.upper(), handlers=[lines], force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(
            logging.NOTSET if level is LogLevel.DEBUG else logging.WARNING
        )


def unexpected(error: BaseException, *, kind: str) -> str:
    """Logs an error that nobody foresaw and returns the reference code that the person is told."""
    reference = new_reference()
    structlog.stdlib.get_logger("bot").error(
        "unexpected", reference=reference, kind=kind, exc_info=error
    )
    return reference


def not_started(error: Exception) -> None:
    """Logs why the bot did not come up: in the error's own words where it is one of ours."""
    if type(error).__module__.startswith("bot."):
        structlog.stdlib.get_logger("bot").error(
            str(error) or inspect.cleandoc(type(error).__doc__ or "")
        )
    else:
        unexpected(error, kind="start")


def kind_and_place(error: BaseException) -> str:
    """What went wrong and where, without the message, which may quote what a person typed."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{_kinds(error)} at {_place(frames[-1])}" if frames else _kinds(error)


def new_reference() -> str:
    """Eight letters and figures in two groups that are not mistaken for each other when read out."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def without_secrets(text: str) -> str:
    """The text with tokens, signing secrets and passwords in addresses blotted out."""
    return _SECRET.sub("[secret]", text)


def _formatter(foreign: Sequence[Processor]) -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=foreign,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _without_secrets,
            _as_json,
        ],
    )


def _withhold_unlisted(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {
        key: value if key in FIELDS or key.startswith("_") else "[withheld]"
        for key, value in event.items()
    }


def _exception_by_kind_and_place(
    _logger: WrappedLogger, _method: str, event: EventDict
) -> EventDict:
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["error"] = _kinds(error)
        event["frames"] = [_place(frame) for frame in traceback.extract_tb(error.__traceback__)]
    return event


def _kinds(error: BaseException) -> str:
    return " from ".join(type(link).__name__ for link in _chain(error))


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what it came from."""
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _place(frame: traceback.FrameSummary) -> str:
    """File, line and function; of the path just enough to find the file."""
    return f"{'/'.join(frame.filename.split('/')[-3:])}:{frame.lineno} {frame.name}"


def _cut_where_it_quotes(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Bolt logs whole request bodies, above all when a signature is wrong."""
    if not str(event["logger"]).startswith(OUTSPOKEN):
        event["event"] = _QUOTE_BEGINS.split(str(event["event"]), maxsplit=1)[0].strip()
    return event


def _without_secrets(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {
        key: without_secrets(value) if isinstance(value, str) else value
        for key, value in event.items()
    }


def _as_json(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
    return orjson.dumps(event, default=str).decode()
