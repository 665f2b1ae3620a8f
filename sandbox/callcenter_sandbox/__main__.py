"""The command `callcenter-sandbox`: the platform on this machine, a line for each message."""

import argparse
import errno
import io
import signal
import sys
import threading
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from importlib import metadata
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callcenter_sandbox import Received

_DEFAULT_PORT = 8080
_HIGHEST_PORT = 65535
_LONGEST_PROBLEM = 200


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the sandbox until it is interrupted.

    Args:
        arguments: The command line; that of the process by default.

    Returns:
        The exit status: 0 after an interruption, 2 when it can't start.
    """
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # What the terminal or the pipe can't show gets an escape in its place.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        from callcenter_sandbox import SAMPLE_CUSTOMERS, Sandbox, UnusableSpec  # noqa: PLC0415
    except ImportError as error:  # the extra `sandbox` isn't installed
        return _fail(str(error))
    with _interruption() as ended:
        try:
            customers = _customers(options.customer)
            box = Sandbox(
                customers or SAMPLE_CUSTOMERS,
                spec=options.spec,
                host=options.host,
                port=options.port,
                on_received=_Lines().show,
                keep=100,
            )
            if options.version:
                print(f"callcenter-sandbox {_version()}, API description {box.spec_version}")
                return 0
            box.start()
        except (UnusableSpec, ValueError) as error:
            return _fail(str(error))
        except OSError as error:
            return _fail(_address_error(error, options.host, options.port))
        with box:
            which = "the secret given" if customers else "the published sample secret"
            names = ", ".join(box.customers)
            print(
                f"callcenter-sandbox listens at {box.url} for {names} ({which}); Ctrl-C ends it",
                flush=True,
            )
            # With a time limit, since a wait without one can't be interrupted on Windows.
            while not ended.wait(0.5):
                pass
    print("callcenter-sandbox has ended", flush=True)
    return 0


class _Lines:
    """Prints what came, one line for each request."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open = True

    def show(self, received: "Received") -> None:
        with self._lock:
            try:
                if self._open:
                    print(_line(received), flush=True)
            except OSError:  # the reader of a pipe is gone; the sandbox goes on
                self._open = False


def _line(received: "Received") -> str:
    what = received.operation or received.method
    revision = f"V2.0.{received.revision}" if received.revision is not None else ""
    customer = received.signature.customer if received.signature else "-"
    verdict = str(received.verdict)
    if verdict != "accepted":
        verdict = verdict.upper()
    text = (
        f"{received.time.astimezone():%H:%M:%S}  {what:<18} {revision:<7} {customer:<8} {verdict}"
    )
    if received.problems:
        first, *others = received.problems
        more = f" (and {len(others)} more)" if others else ""
        text += f": {first[:_LONGEST_PROBLEM]}{more}"
    # What came from outside must not move the cursor or colour the terminal.
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="callcenter-sandbox",
        description="Plays the call-centre platform on this machine: checks every signature and every "
        "body against the API description, answers as the contract says, dials nobody.",
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)"
    )
    parser.add_argument(
        "--port",
        type=_port,
        default=_DEFAULT_PORT,
        help="the port; 0 takes any that is free (default: %(default)s)",
    )
    parser.add_argument(
        "--customer",
        action="append",
        metavar="NAME=SECRET",
        help="a customer and its secret; may be given several times "
        "(default: C2 with the published sample secret)",
    )
    parser.add_argument(
        "--spec", metavar="FILE", help="another API description than the shipped one, YAML or JSON"
    )
    parser.add_argument("--version", action="store_true", help="print the versions and end")
    return parser


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= _HIGHEST_PORT):
        raise argparse.ArgumentTypeError(f"{text!r} is no port; expected 0 to {_HIGHEST_PORT}")
    return int(text)


def _customers(given: Sequence[str] | None) -> Mapping[str, str]:
    customers: dict[str, str] = {}
    for position, text in enumerate(given or (), start=1):
        name, equals, secret = text.partition("=")
        if not equals:
            # The text itself isn't shown: it may be a secret alone.
            raise ValueError(f"--customer number {position} has no `=`; expected NAME=SECRET")
        if name in customers:
            raise ValueError(f"--customer {name} is given twice")
        customers[name] = secret
    return customers


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
