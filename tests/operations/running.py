"""`giveget` as an operator runs it, each time in a process of its own.

It is forked from one that has read the whole program already, so that a test waits for the command alone. That the
program starts from nothing is what the tests of faults show.
"""

import os
import shlex
import sys
from functools import cache
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory
from threading import Lock
from time import monotonic

from bot.__main__ import main

PATIENCE, A_MOMENT = 600, 0.02
LOOKING = Lock()


@cache
def forking() -> ForkServerContext:
    context = get_context("forkserver")
    context.set_forkserver_preload(["pytest", "tests.program", __name__])
    return context


def run(
    folder: Path, *arguments: str, reads: str = os.devnull, writes: str = "", **variables: str
) -> CompletedProcess[str]:
    """Runs a command in that folder with no settings but these; it may read one of its files, and write one."""
    with TemporaryDirectory() as scratch:
        out, err = (Path(scratch) / name for name in ("out", "err"))
        files = str(folder / reads), str(folder / writes) if writes else str(out), str(err)
        process = forking().Process(target=_as_operator, args=(arguments, folder, files, variables))
        # Whoever starts a process looks at all others too, and of two threads that look at once one gets no exit code.
        with LOOKING:
            process.start()
        deadline = monotonic() + PATIENCE
        code: int | None = None
        while code is None and monotonic() < deadline:
            with LOOKING:
                process.join(A_MOMENT)
                code = process.exitcode
        assert code is not None, "it did not end"
        told = [
            "" if not path.exists() else path.read_text(encoding="utf-8") for path in (out, err)
        ]
        return CompletedProcess(shlex.join(arguments), code, *told)


def run_line(folder: Path, line: str, **variables: str) -> CompletedProcess[str]:
    """Runs what is typed at a shell's prompt: `giveget`, its arguments, and the files it reads and writes."""
    splitter = shlex.shlex(line, posix=True, punctuation_chars="<>")
    splitter.whitespace_split = True
    program, *words = splitter
    assert program == "giveget"
    files = {}
    for sign, name in (("<", "reads"), (">", "writes")):
        if sign in words:
            at = words.index(sign)
            files[name] = words[at + 1]
            del words[at : at + 2]
    return run(folder, *words, **files, **variables)


def _as_operator(
    arguments: tuple[str, ...], folder: Path, files: tuple[str, str, str], variables: dict[str, str]
) -> None:
    for number, (path, flags) in enumerate(
        zip(files, (os.O_RDONLY, *2 * (os.O_WRONLY | os.O_CREAT,)), strict=True)
    ):
        os.dup2(os.open(path, flags, 0o600), number)
    for name in [name for name in os.environ if name.startswith("GIVEGET_")]:
        del os.environ[name]
    os.environ.update(variables)
    os.chdir(folder)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 - they end with the process
        for number, mode in enumerate("rww")
    )
    sys.argv = ["giveget", *arguments]
    main()
