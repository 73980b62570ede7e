"""Type-checks everything that the bot sends against the newest `@slack/types`: `make conform`. It needs npm.

Payloads come from every sample in three languages and from what tests of conversations and forms send to the local
Slack. Blocks that are newer than the types are named in NEWER and left out.

python -m tests.conform [TESTS …]    else the conversations and forms named below
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

from bot.coach.answers.home import Home
from bot.playground.samples import samples
from tests.slack.messages import MONDAY, renderer

Json = dict[str, Any]

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "build" / "conform"
PACKAGES = ("@slack/types@latest", "typescript@latest")
LOCALES = ("en-US", "de-DE", "fr-FR")
FLOWS = ("tests/flows", "tests/slack/test_forms.py")
IN_ONE_FILE = 150
SECONDS = 1800

NEWER = {
    "data_visualization": "charts; Slack's pages have them, the types and the Python library do not yet",
}
"""Blocks that the types do not know, with what they are."""

IMPORTS = 'import type { HomeView, KnownBlock, ModalView } from "@slack/types";\n'
OPTIONS = {
    "compilerOptions": {
        "strict": True,
        "exactOptionalPropertyTypes": True,
        "noEmit": True,
        "skipLibCheck": True,
        "module": "esnext",
        "moduleResolution": "bundler",
        "target": "es2022",
        "types": [],
    },
    "include": ["*.ts"],
}
TYPES = {"message": "KnownBlock[]", "home": "HomeView", "modal": "ModalView"}


def main(tests: list[str]) -> int:
    """Writes the payloads as TypeScript and compiles them; 1 where one does not conform."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.ts"):
        old.unlink()
    versions = install()
    payloads = collect(tests)
    names, left_out = write_all(payloads)
    counted = {kind: sum(name.startswith(kind) for name in names.values()) for kind in TYPES}
    print(f"{versions}: {counted}, blocks left out as newer: {left_out}", flush=True)
    if min(counted.values()) == 0:
        print("There is a kind of which nothing was collected.")
        return 1
    return compile_all(names)


def install() -> str:
    """Fetches the newest types and compiler; their versions."""
    (FOLDER / "package.json").write_text('{"private": true}\n')
    (FOLDER / "tsconfig.json").write_text(json.dumps(OPTIONS))
    command = ["npm", "install", "--no-audit", "--no-fund", "--silent", *PACKAGES]
    subprocess.run(command, cwd=FOLDER, check=True, timeout=300)
    found = [name.rpartition("@")[0] for name in PACKAGES]
    versions = [
        json.loads((FOLDER / "node_modules" / name / "package.json").read_text())["version"]
        for name in found
    ]
    return ", ".join(f"{name} {version}" for name, version in zip(found, versions, strict=True))


def collect(tests: list[str]) -> dict[bytes, tuple[str, str]]:
    """Each payload once, by its JSON: its kind and where it comes from."""
    found: dict[bytes, tuple[str, str]] = {}
    for kind, origin, payload in [*from_samples(), *from_tests(tests)]:
        found.setdefault(orjson.dumps(payload), (kind, origin))
    return found


def from_samples() -> Iterator[tuple[str, str, object]]:
    """Every answer, as the message or the Home tab that it is shown as."""
    for locale in LOCALES:
        for name, answer in samples():
            origin = f"sample {name!r} in {locale}"
            if isinstance(answer, Home):
                blocks = renderer().blocks(answer, locale=locale, today=MONDAY)
                yield "home", origin, {"type": "home", "blocks": blocks}
            else:
                blocks = list(renderer().render(answer, locale=locale, today=MONDAY).blocks)
                yield "message", origin, blocks


def from_tests(tests: list[str]) -> Iterator[tuple[str, str, object]]:
    """What tests make the bot send."""
    with tempfile.TemporaryDirectory() as folder:
        into = Path(folder) / "payloads"
        command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conform.capture"]
        command += ["-p", "no:cacheprovider", "-m", "not timing and not browser", "-n", "2"]
        ran = subprocess.run(
            [*command, *(tests or FLOWS)],
            cwd=ROOT,
            env=os.environ | {"PAYLOADS": str(into)},
            check=False,
            timeout=SECONDS,
        )
        if ran.returncode:
            print("Some tests failed: what they would have sent is missing here.", flush=True)
        for file in sorted(Path(folder).glob("payloads.*")):
            for line in file.read_bytes().splitlines():
                told = orjson.loads(line)
                yield from _payloads_of(told["kind"], told["payload"])


def _payloads_of(kind: str, payload: Json) -> Iterator[tuple[str, str, object]]:
    if kind == "view":
        name = str(payload.get("callback_id") or payload["type"])
        yield str(payload["type"]), f"form or page {name!r}", payload
    elif payload.get("blocks"):
        yield "message", f"message {str(payload.get('text'))[:60]!r}", payload["blocks"]


def write_all(payloads: dict[bytes, tuple[str, str]]) -> tuple[dict[str, str], int]:
    """Writes files of TypeScript. Returns where each name in them comes from, and how many blocks were left out."""
    names: dict[str, str] = {}
    left_out = 0
    lines: list[str] = []
    for number, (written, (kind, origin)) in enumerate(payloads.items()):
        payload, missing = without_newer(orjson.loads(written))
        left_out += missing
        name = f"p{number}"
        names[name] = f"{kind}: {origin}"
        lines.append(f"export const {name} = {json.dumps(payload)} satisfies {TYPES[kind]};\n")
        if len(lines) == IN_ONE_FILE:
            _write_file(len(names), lines)
            lines = []
    if lines:
        _write_file(len(names), lines)
    return names, left_out


def _write_file(number: int, lines: Iterable[str]) -> None:
    (FOLDER / f"payloads_{number:05}.ts").write_text(IMPORTS + "".join(lines))


def without_newer(payload: Any) -> tuple[Any, int]:
    """The payload without blocks that are newer than the types, and how many those were."""
    blocks = payload if isinstance(payload, list) else payload["blocks"]
    known = [block for block in blocks if block["type"] not in NEWER]
    kept = known if isinstance(payload, list) else payload | {"blocks": known}
    return kept, len(blocks) - len(known)


def compile_all(names: dict[str, str]) -> int:
    """Compiles; says of each payload that does not conform where it comes from. 1 where there is one."""
    tsc = FOLDER / "node_modules" / ".bin" / "tsc"
    ran = subprocess.run(
        [tsc, "--pretty", "false", "-p", "."],
        cwd=FOLDER,
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    wrong = 0
    for line in ran.stdout.splitlines():
        place = re.match(r"(\S+\.ts)\((\d+),\d+\): (.*)", line)
        if place is None:
            continue
        wrong += 1
        source = (FOLDER / place[1]).read_text().splitlines()[int(place[2]) - 1]
        name = re.match(r"export const (p\d+)", source)
        print(f"{names[name[1]] if name else place[1]}: {place[3]}")
    if ran.returncode and not wrong:
        print(ran.stdout[-2000:], ran.stderr[-2000:])
    print(f"{len(names)} passed, {wrong} failed" if not wrong else f"{wrong} do not conform")
    return 1 if ran.returncode else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
