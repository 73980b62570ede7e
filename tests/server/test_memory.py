"""Threads share pools of memory, so that what one has freed is of use to the others."""

import subprocess
import sys

import pytest

COUNT_POOLS = """
import sys
import threading
from pathlib import Path

from bot.server import limit_memory_pools

if "limited" in sys.argv and not limit_memory_pools():
    sys.exit("unknown")
everybody = threading.Barrier(8)

def allocate():
    everybody.wait()
    kept = [bytearray(20_000) for _ in range(50)]
    everybody.wait()

threads = [threading.Thread(target=allocate) for _ in range(7)]
for each in threads:
    each.start()
everybody.wait()
everybody.wait()
# glibc begins each pool but the first at a multiple of its size.
regions = [line.split() for line in Path("/proc/self/maps").read_text().splitlines()]
starts = [int(region[0].split("-")[0], 16) for region in regions if len(region) == 5]
print(1 + sum(start % (64 * 2**20) == 0 for start in starts))
"""


def count_pools(*arguments: str) -> int:
    program = [sys.executable, "-c", COUNT_POOLS, *arguments]
    done = subprocess.run(program, capture_output=True, text=True, check=False, timeout=60)
    if done.stderr.strip() == "unknown":
        pytest.skip("the C library of this machine has no such pools")
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def test_many_threads_share_two_pools_of_memory() -> None:
    assert count_pools("limited") <= 2
    assert count_pools() > 2
