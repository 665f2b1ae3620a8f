# Made by "python -m generator generate" from the spec: change that, not this file.
"""A recording on its way: what is asked next, and what to make of what comes. No I/O: the clients do that.

A GET has no effect on the platform: whatever an error's `outcome` says, a download may be tried again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import httpx

from callcenter_client._attempt import Attempt, tell
from callcenter_client._call import NEVER_SENT
from callcenter_client._prepare import context
from callcenter_client._privacy import told, without_frames
from callcenter_client._recording_body import SNIFFED, Body, Corrupt, is_sound
from callcenter_client._recording_name import RecordingName, addresses, recording_name
from callcenter_client._recording_range import Known, announced, known
from callcenter_client._recording_refusal import not_a_recording, refusal
from callcenter_client._retry import BUSY, next_wait
from callcenter_client._spec import DOWNLOAD
from callcenter_client.errors import (
    ApiError,
    CallCenterError,
    InvalidCommand,
    InvalidCommandType,
    TransportError,
    UnexpectedResponse,
)

if TYPE_CHECKING:
    from callcenter_client._config import Config, Options

_OPTIONS = ("retries", "timeout")
_REFUSAL = 16 * 1024
_LONGEST_WAIT = 60.0
E = TypeVar("E", bound=CallCenterError)


class Fetch:
    """One recording on its way.

    The client asks with what `begin` gives, tells the reply's head to `opened` and its bytes to `feed`, gives the user what `take`
    has, and after an error asks `after` whether and when to begin again.

    Args:
        name: The recording.
        config: The client's settings.
        fallbacks: Further paths, see `addresses`.
        options: What this download sets apart.
        on_attempt: Is told of each attempt.
        seekable: May it begin anew after bytes were given? A file can be cut, an iterator can't take back.

    Attributes:
        done: Bytes that were given.
        content_type: The Content-Type of the recording.
        complete: All were given.
        to_come: Bytes of the reply's body that weren't fed yet, where that is known.

    Raises:
        InvalidCommand: An option or a fallback can't be used.
    """

    def __init__(
        self,
        name: RecordingName,
        *,
        config: Config,
        fallbacks: object,
        options: Options | None,
        on_attempt: Callable[[Attempt], object] | None,
        seekable: bool,
    ) -> None:
        settings = _settings(config, options)
        self.name = name
        self._addresses = addresses(config.recordings_url or config.base_url, name, fallbacks)
        self._timeout = httpx.Timeout(settings.timeout)
        self._retries = settings.retries
        self._tz = config.tz
        self._on_attempt = on_attempt
        self._seekable = seekable
        # All attempts.
        self._address = 0
        self._refusals: list[CallCenterError] = []
        self._attempts = 0
        self._tries = 0
        self._sent_at: datetime | None = None
        # The recording.
        self.done = 0
        self.content_type = ""
        self.complete = False
        self._known = Known()
        # The reply that is being read.
        self._started = 0.0
        self._asked_from = 0
        self._status = 0
        self._type = ""
        self._retry_after: str | None = None
        self._body = Body("")
        self._head = bytearray()
        self._is_undecided = True
        self._is_refused = False
        self._is_read = False
        self.to_come: int | None = None

    @property
    def shown(self) -> str:
        """The URL for printing."""
        return self._addresses[self._address][1]

    @property
    def length(self) -> int | None:
        """The bytes of the recording, where that is known."""
        return self._known.length

    @property
    def is_undecided(self) -> bool:
        """Is more to be fed before it's known that this is sound?"""
        return self._is_undecided

    def begin(self) -> dict[str, Any]:
        """Note an attempt, and give the arguments of its httpx request."""
        self._attempts += 1
        self._tries += 1
        self._started = time.monotonic()
        if self._sent_at is None:
            self._sent_at = datetime.now(UTC).astimezone(self._tz)
        part = self._known.headers(self.done)
        self._asked_from = self.done if part else 0
        self._status, self._retry_after = 0, None
        headers = {"Accept": "*/*", "Accept-Encoding": "identity"} | part
        return {
            "method": "GET",
            "url": self._addresses[self._address][0],
            "headers": headers,
            "timeout": self._timeout,
        }

    def opened(self, status: int, headers: httpx.Headers) -> None:
        """The head of a reply is there.

        Raises:
            TransportError: It's another part than was asked for, or the recording would have to begin anew and can't.
            UnexpectedResponse: It's packed in a way that we don't know.
        """
        self._status = status
        self._type = headers.get("content-type", "")
        self._retry_after = headers.get("retry-after")
        self.to_come = announced(headers)
        self._head = bytearray()
        self._is_read, self._is_refused = False, False
        if self._asked_from and status in (206, 416):
            if not self._known.goes_on(status, headers, self._asked_from):
                raise self._broken(
                    "the server sent another part of the recording than was asked for"
                )
            self._body, self._is_undecided = Body(""), False
            return
        try:
            self._body = Body(headers.get("content-encoding", ""))
        except Corrupt as error:
            raise self._about(
                not_a_recording(f"the recording {error}", status, self._type)
            ) from None
        self._is_undecided, self._is_refused = True, status != 200
        if self._is_refused:
            return
        if self.done and not self._seekable:
            raise self._broken(
                f"the recording broke off at byte {self.done} and can't be taken up there"
            )
        self.done, self.content_type = 0, self._type
        self._known = known(headers, is_packed=self._body.is_packed)

    def feed(self, raw: bytes) -> None:
        """Bytes of the reply's body as they came; none at its end.

        Raises:
            ApiError: It's the platform's refusal in place of a sound.
            UnexpectedResponse: It's something else that is no sound.
            TransportError: It can't be unpacked.
        """
        self._body.feed(raw)
        self._is_read = not raw
        if self.to_come is not None:
            self.to_come -= len(raw)
        if self._is_undecided:
            self._look()

    def _look(self) -> None:
        """Look at the first bytes; of a refusal, gather some more."""
        while len(self._head) < _REFUSAL and (part := self._unpacked()):
            self._head += part
        if not self._is_refused:
            if len(self._head) < SNIFFED and not self._is_read:
                return
            if is_sound(self._type, bytes(self._head[:SNIFFED])):
                self._is_undecided = False
                return
            self._is_refused = True
        is_slow = time.monotonic() - self._started > self._idle
        if self._is_read or is_slow or len(self._head) >= _REFUSAL:
            raise self._about(refusal(self.name, self._status, self._type, bytes(self._head)))

    def take(self) -> bytes:
        """The next bytes for the user; none when more has to be fed, or it's complete.

        Raises:
            TransportError: They can't be unpacked, or there are less or more than was announced.
        """
        if self._is_undecided or self.complete:
            return b""
        part = bytes(self._head) or self._unpacked()
        self._head.clear()
        self.done += len(part)
        if self.length is not None and self.done > self.length:
            raise self._broken("more came of the recording than was announced")
        if not part and self._is_read:
            self._end()
        return part

    def _end(self) -> None:
        if self.length is not None and self.done < self.length:
            raise self._about(
                TransportError(
                    f"the recording broke off at byte {self.done} of {self.length}", sent=True
                )
            )
        try:
            self._body.end()
        except Corrupt as error:
            raise self._broken(f"what came of the recording {error}") from None
        self.complete = True
        self._tell("accepted")

    def _unpacked(self) -> bytes:
        try:
            return self._body.take()
        except Corrupt as error:
            raise self._broken(f"what came of the recording {error}") from None

    def _broken(self, text: str) -> TransportError:
        """The error for a reply after which the recording can only begin anew."""
        self._known.has_ranges = False
        return self._about(TransportError(text, sent=True))

    @contextmanager
    def transport(self) -> Generator[None, None, None]:
        """Within it, an error of httpx becomes one of ours."""
        try:
            yield
        except httpx.HTTPError as error:
            what = f"broke off at byte {self.done}" if self.done else "didn't come"
            sent = not isinstance(error, NEVER_SENT)
            raise self._about(
                TransportError(
                    f"the recording {self.name.shown!r} {what} ({told(error)})", sent=sent
                )
            ) from error

    def after(self, error: CallCenterError) -> float:
        """What to do after an error.

        Returns:
            Seconds to wait before the next attempt.

        Raises:
            CallCenterError: There is none.
        """
        if not isinstance(error, ApiError | TransportError | UnexpectedResponse):
            raise error
        self._tell(error.outcome)
        if self.done and not self._seekable and not self._known.headers(self.done):
            raise error
        wait = next_wait(
            error,
            safe=True,
            attempts=self._tries,
            retries=self._retries,
            end=time.monotonic() + self._idle,  # a longer wait than that would be an idle one
            retry_after=self._retry_after,
        )
        return self._elsewhere(error) if wait is None else wait

    def _elsewhere(self, error: CallCenterError) -> float:
        """Nothing is at the plain path: go on to the next address. What a fallback answers is about that address alone."""
        is_answer = (
            not isinstance(error, TransportError) and self._status not in BUSY and not self.done
        )
        if not is_answer or not (self._status == 404 or self._refusals):
            raise error
        self._refusals.append(error)
        if self._address + 1 == len(self._addresses):
            raise next((e for e in self._refusals if getattr(e, "status", 0) != 404), error)
        self._address += 1
        self._tries = 0
        return 0.0

    @property
    def _idle(self) -> float:
        """Seconds without a byte that are too many."""
        return self._timeout.read or _LONGEST_WAIT

    def _about(self, error: E) -> E:
        error.operation = DOWNLOAD.name
        error.command = self.name
        error.sent_at = self._sent_at
        error.attempts = self._attempts
        return error

    def _tell(self, outcome: str) -> None:
        tell(
            self._on_attempt,
            Attempt(DOWNLOAD.name, self._attempts, outcome, time.monotonic() - self._started),
        )


def fetch(
    filename: object,
    *,
    config: Config,
    fallbacks: object,
    options: Options | None,
    on_attempt: Callable[[Attempt], object] | None,
    seekable: bool,
) -> Fetch:
    """Check the arguments of a download.

    Raises:
        InvalidCommand: One can't be used, or there is no recording.
    """
    try:
        return Fetch(
            recording_name(filename),
            config=config,
            fallbacks=fallbacks,
            options=options,
            on_attempt=on_attempt,
            seekable=seekable,
        )
    except CallCenterError as error:
        raise without_frames(context(error, DOWNLOAD.name, None)) from None
    finally:
        del filename  # as in download_recording()


def _settings(config: Config, options: Options | None) -> Config:
    given: Any = options or {}
    if not isinstance(given, Mapping):
        raise InvalidCommandType("options", given, "a dict")
    keys = sorted(map(str, given))  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    if set(keys) - set(_OPTIONS):
        expected = f"some of {list(_OPTIONS)}: a download has no deadline but an idle limit, the timeout's read"
        raise InvalidCommand("options", keys, expected)
    return config.changed(options or {})
