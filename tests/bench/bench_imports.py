"""How long an import takes, in a new process, beside that of httpx, which every user of the client imports anyway."""

from __future__ import annotations

import statistics
import subprocess
import sys

RUNS = 9
MEASURE = """
import sys, time
start = time.perf_counter()
__import__(sys.argv[1])
print(time.perf_counter() - start, len(sys.modules))
"""
MODULES = [
    "httpx",
    "callcenter_auth",
    "callcenter_client",
    "callcenter_client.webhooks",
    "callcenter_sandbox",
]


def measured(module: str) -> tuple[float, int]:
    """Seconds that the import took, and how many modules are loaded after it."""
    command = [sys.executable, "-c", MEASURE, module]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, loaded = done.stdout.split()
    return float(seconds), int(loaded)


def bench_imports() -> None:
    # In turns, so that a busy moment of the machine hits them alike.
    rounds = [[measured(module) for module in MODULES] for _ in range(RUNS)]
    columns = list(zip(*rounds, strict=True))
    httpx = statistics.median(seconds for seconds, _ in columns[0])
    print(f"\n{'import':28} {'median':>9} {'httpx = 1':>10} {'modules':>8}")
    for module, column in zip(MODULES, columns, strict=True):
        median = statistics.median(seconds for seconds, _ in column)
        print(f"{module:28} {median * 1000:6.0f} ms {median / httpx:10.2f} {column[0][1]:8}")
