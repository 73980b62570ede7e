import ast

from tests.architecture.sources import modules

NOW = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
}

ALLOWED = {
    "bot/clock/system_clock.py": "the system clock",
    "bot/playground/time.py": "the playground's clock starts at the real time and can be wound",
    "bot/playground/wire.py": "Slack signs with the real time, and so does the workspace that plays Slack",
}
"""Who may ask what time it is, and why."""


def asks_the_time(tree: ast.Module) -> list[int]:
    """Lines that read the system's clock. Durations (`time.monotonic`, `time.perf_counter`) are no time of day."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and (_last(node.value), node.attr) in NOW
    ]


def _last(node: ast.expr) -> str:
    return (
        node.attr
        if isinstance(node, ast.Attribute)
        else node.id
        if isinstance(node, ast.Name)
        else ""
    )


def test_only_the_clock_knows_what_time_it_is() -> None:
    asking = [
        f"{path}:{line}"
        for path, tree in modules(having=r"\.(now|utcnow|today|time)\b")
        if not path.startswith(tuple(ALLOWED))
        for line in asks_the_time(tree)
    ]
    assert asking == []


def test_every_way_of_asking_is_noticed() -> None:
    ways = "datetime.now(UTC)\ndatetime.datetime.utcnow()\ndate.today()\ntime.time()\ntime.monotonic()\nclock.now()\n"
    assert asks_the_time(ast.parse(ways)) == [1, 2, 3, 4]
