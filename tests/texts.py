"""Text without what chance or the clock wrote into it, for tests that look for a figure of a few digits."""

import re

_CHANCE = re.compile(
    r"""
      \d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[+-]\d\d:\d\d|Z)?   # a moment, to its last digit
    | \b[0-9a-fA-F]{16,}\b                                                   # an id, a signature
    | \b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{8,}\b                      # a shorter one
    | \b(?=[\w+/-]*[a-z])(?=[\w+/-]*[A-Z])(?=[\w+/-]*\d)[\w+/-]{20,}={0,2}   # a token, sealed text
    | \b1\d{9}(?:\.\d+)?\b                                                   # seconds since 1970
    | \b\d+\.\d{4,}(?:e-\d+)?\b                                              # how long something took
    | (?:localhost|127\.0\.0\.1|\[::1\]):\d+                                 # a port
    """,
    re.VERBOSE,
)


def without_chance(text: str) -> str:
    """The same text with `…` for every id, token, moment, duration and port in it: `180` may be in any of them."""
    return _CHANCE.sub("…", text)
