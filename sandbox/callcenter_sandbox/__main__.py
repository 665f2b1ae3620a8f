"""The command `callcenter-sandbox`: the platform on this machine, a line for each message."""

import argparse
import errno
import gc
import io
import signal
import sys
import threading
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from importlib import metadata
from types import FrameType
from typing import TYPE_CHECKING

from callcenter_sandbox import _command_line as command_line

if TYPE_CHECKING:
    from callcenter_sandbox import Sandbox
    from callcenter_sandbox._lines import Lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the sandbox until it is interrupted.

    Args:
        arguments: The command line; that of the process by default.

    Returns:
        The exit status: 0 after an interruption, 2 when it can't start.
    """
    for stream in (sys.stdout, sys.stderr):
        # What the terminal or the pipe can't show gets an escape in its place.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    options = command_line.parser().parse_args(arguments)
    try:
        from callcenter_sandbox import SAMPLE_CUSTOMERS  # noqa: PLC0415
        from callcenter_sandbox._lines import Lines  # noqa: PLC0415
    except ImportError as error:  # the extra `sandbox` isn't installed
        return _fail(str(error))
    if options.tables:
        return _print_tables()
    lines = Lines()
    with _interruption() as ended:
        try:
            customers = command_line.customers_of(options.customer)
            box = _box(options, customers or SAMPLE_CUSTOMERS, lines)
            if options.version:
                print(f"callcenter-sandbox {_version()}, API description {box.spec_version}")
                return 0
            for fault in options.fault:
                box.fault(
                    fault.operation, fault.kind, times=fault.times, probability=fault.probability
                )
            box.start()
        except ValueError as error:  # UnusableSpec and UnusableState too
            return _fail(str(error))
        except OSError as error:
            return _fail(_address_error(error, options.host, options.port))
        with box, _few_collections():
            which = "the secret given" if customers else "the published sample secret"
            names = ", ".join(box.customers)
            lines.say(
                f"callcenter-sandbox listens at {box.url} for {names} ({which}); Ctrl-C ends it. "
                f"Console: {box.console_url}"
            )
            # With a time limit, since a wait without one can't be interrupted on Windows.
            while not ended.wait(0.5):
                pass
    lines.say("callcenter-sandbox has ended")
    return 0


def _box(options: argparse.Namespace, customers: Mapping[str, str], lines: "Lines") -> "Sandbox":
    from callcenter_sandbox import Sandbox  # noqa: PLC0415  # as in main

    return Sandbox(
        customers,
        notify_url=command_line.notify_urls_of(options.notify_url),
        agents=options.agents,
        speed=options.speed,
        settings=command_line.settings_of(options),
        state=options.state,
        history=not options.no_history,
        tz=options.tz,
        spec=options.spec,
        host=options.host,
        port=options.port,
        on_received=lines.received,
        on_notification=lines.sent,
        keep=options.keep,
    )


def _print_tables() -> int:
    from callcenter_client._discard import discard_output  # noqa: PLC0415  # as in main
    from callcenter_sandbox._tables import for_terminals, tables  # noqa: PLC0415  # as in main

    text = "\n\n".join(f"{name}\n\n{for_terminals(table)}" for name, table in tables().items())
    try:
        print(text, flush=True)
    except BrokenPipeError:  # `| head` has read enough
        discard_output()
    return 0


def _address_error(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is taken; give another with --port, or 0 for any free one"
    return f"can't listen on port {port} of {host}: {error.strerror or error}"


def _fail(text: str) -> int:
    print(f"callcenter-sandbox: {text}", file=sys.stderr)
    return 2


def _version() -> str:
    try:
        return metadata.version("callcenter-openapi")
    except metadata.PackageNotFoundError:
        return "(not installed)"


@contextmanager
def _few_collections() -> Generator[None]:
    """What is there stays, and most of what a request makes too: looking it through over and over takes long."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(20_000)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


@contextmanager
def _interruption() -> Generator[threading.Event]:
    """An event that Ctrl-C or SIGTERM sets; one more Ctrl-C then changes nothing."""
    ended = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield ended
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


if __name__ == "__main__":
    sys.exit(main())
