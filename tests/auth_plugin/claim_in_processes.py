"""Claims notifications in several processes, and prints the answers as JSON: run by test_webhook_redis.

Usage: claim_in_processes.py together URL PROCESSES ROUNDS | die URL | draw URL PROCESSES EACH
"""

import json
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from callcenter_auth import RedisReplay, RedisSeq, WebhookVerifier, sign

SECRET = "E416D0F85DC0CB67C85E070A32D9F0123AFF4762"


def notification(seq: int) -> bytes:
    message = sign({"notify": {"type": "callstart"}}, "C2", SECRET, seq=seq)
    return json.dumps(message).encode()


def in_children(processes: int, work: Callable[[], Any]) -> list[Any]:
    """Give what each of some forked children makes of it, all at the same time."""
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(processes)

    def run(to: Connection) -> None:
        barrier.wait(60)
        to.send(work())

    running: list[tuple[Any, Connection]] = []
    for _ in range(processes):
        mine, theirs = context.Pipe(duplex=False)
        child = context.Process(target=run, args=(theirs,))
        child.start()
        running.append((child, mine))
    results = [mine.recv() for _, mine in running]
    for child, _ in running:
        child.join()
    return results


def together(url: str, processes: int, rounds: int) -> list[list[str]]:
    """The store is used before the fork too: connections must not be shared by the children."""
    verifier = WebhookVerifier({"C2": SECRET}, replay=RedisReplay(url))
    verifier.open(notification(10**9))
    raw = [notification(number) for number in range(rounds)]
    start = time.monotonic() + 0.2

    def work() -> list[str]:
        answers: list[str] = []
        for number, one in enumerate(raw):
            # At the same moment in each process, as far as the machine can do that.
            time.sleep(max(0.0, start + number * 0.005 - time.monotonic()))
            answers.append(verifier.open(one).status)
        return answers

    return in_children(processes, work)


def die(url: str) -> None:
    """Claim, say what, and be killed in the middle of handling it."""
    raw = sys.stdin.buffer.read()
    print(WebhookVerifier({"C2": SECRET}, replay=RedisReplay(url)).open(raw).status, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


def draw(url: str, processes: int, each: int) -> list[list[int]]:
    source = RedisSeq(url)
    first = source()
    drawn = in_children(processes, lambda: [source() for _ in range(each)])
    return [[first], *drawn, [source()]]


if __name__ == "__main__":
    mode, url, *numbers = sys.argv[1:]
    if mode == "die":
        die(url)
    action = {"together": together, "draw": draw}[mode]
    print(json.dumps(action(url, int(numbers[0]), int(numbers[1]))))
