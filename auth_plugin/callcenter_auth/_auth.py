"""Signs the requests of an httpx client."""

import copy
from collections.abc import Callable, Generator
from typing import Final

import httpx

from callcenter_auth._block import kept_agent, make_block
from callcenter_auth._body import Message, put_first
from callcenter_auth._errors import UnsignableBody
from callcenter_auth._fields import callable_of, customer_of, digits_of, milliseconds_of
from callcenter_auth._once import SentOnce
from callcenter_auth._secret import HIDDEN, Secret, SecretSource
from callcenter_auth._seq import SeqSource

_MARK: Final = "callcenter_auth"
_BODILESS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_REWRITTEN: Final = frozenset({b"content-length", b"transfer-encoding"})


class DigestAuth(httpx.Auth):
    """Puts the authentication block into each request: `httpx.Client(auth=DigestAuth(…))`.

    Works on `Client` and `AsyncClient`, over HTTP/1.1 and HTTP/2, from any number of threads and
    tasks. What is sent is a new request: the caller's request and objects stay as they are. Every
    byte of the body but the block stays too; a block that is there already is replaced in place.

    A GET, HEAD or OPTIONS without a body passes unsigned (recordings are fetched so, §1).

    A signed request goes out once. On a client that follows redirects, and under a transport that
    retries, the second sending fails with `httpx.RequestError`; to repeat a request, send it
    through the client again, and it is signed anew.

    Copies and pickles: a copy, deep or not, shares `seq` and `clock`, so that it does not give the
    same serials again. A pickle (a spawned worker's argument) holds the secret as it was given, in
    clear if it was text: hand it to processes, not to storage, or give a module-level function as
    the secret. `SeqSource` pickles without its numbers; a `seq` of your own must not carry its
    count into the other process.

    A generated client marks its requests with `request.extensions["callcenter_auth"]`, a dict
    `{"agent": …}`: the body is then compact JSON without a block, which is put in without a parse,
    and the dict is told the `seq` and `timestamp` that were used.

    Args:
        customer: The customer name that was issued, e.g. `C2`.
        secret: The password issued with it, or a callable that returns it and is asked for each
            request, in the thread of the request (with `AsyncClient`: keep it quick).
        agent: The acting agent's number for the block. A mark's goes first, this one next, then
            that of a block which is replaced.
        seq: A callable that gives the block's serial, int or decimal text; `SeqSource()` by
            default.
        clock: A callable that gives epoch seconds; the system's clock by default. The block's
            timestamp is in milliseconds.

    Raises:
        TypeError: An argument has another type.
        ValueError: `customer`, `secret` or `agent` has another form than §2 asks for; white space
            in `secret` is refused and not stripped.

    While a request is sent: `UnsignableBody` for a body that the block has no place in, the errors
    of `secret`, `seq` and `clock` themselves, and a TypeError or ValueError where they return what
    a block cannot hold. Nothing has been sent then.

    >>> auth = DigestAuth("C2", "E416D0F85DC0CB67C85E070A32D9F0123AFF4762",
    ...                   seq=lambda: 5271, clock=lambda: 1471918933.001)
    >>> auth
    DigestAuth(customer='C2', secret=[secret])
    >>> request = httpx.Request("POST", "http://10.0.0.8/openapi/V2.0.6/getAgentInfo",
    ...                         json={"request": {"seq": "1"}})
    >>> next(auth.auth_flow(request)).content.decode()[:66]
    '{"authentication":{"customer":"C2","timestamp":"1471918933001","se'
    """

    requires_request_body = True

    def __init__(
        self,
        customer: str,
        secret: SecretSource,
        *,
        agent: str | int | None = None,
        seq: Callable[[], str | int] | None = None,
        clock: Callable[[], float] | None = None,
    ) -> None:
        try:
            self._secret = Secret(secret)
        except (TypeError, ValueError) as error:
            raise error.with_traceback(None) from None
        finally:
            del secret  # error pages print the variables of each frame
        self._customer = customer_of(customer)
        self._agent = None if agent is None else digits_of("agent", agent)
        self._seq: Callable[[], str | int] = SeqSource() if seq is None else callable_of("seq", seq)
        self._clock = None if clock is None else callable_of("clock", clock)

    @property
    def customer(self) -> str:
        """The customer name."""
        return self._customer

    @property
    def agent(self) -> str | None:
        """The acting agent's number for the block, where a request names none."""
        return self._agent

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Yield the signed request, as httpx asks for it.

        Raises:
            UnsignableBody: The body has no place for the block.
            httpx.RequestError: The client followed a redirect, so that the reply is not one to the
                signed request.
        """
        if not request.content and request.method in _BODILESS:
            yield request
            return
        try:
            content = self._signed(request)
        except UnsignableBody as error:
            # Without the frames below, whose variables hold the body: error pages print them.
            raise error.with_traceback(None) from None
        signed = httpx.Request(
            request.method,
            request.url,
            headers=[pair for pair in request.headers.raw if pair[0].lower() not in _REWRITTEN],
            content=content,
            extensions=request.extensions,
        )
        signed.stream = SentOnce(content)
        response = yield signed
        if response.history:
            raise httpx.RequestError(
                "The platform's reply was a redirect, and the client followed it with a request "
                "that is not signed. Turn redirects off and use the final URL",
                request=signed,
            )

    def _signed(self, request: httpx.Request) -> bytes:
        """Give the body with its block. No variable here or above holds the body as text."""
        mark: dict[str, str | None] | None = request.extensions.get(_MARK)
        if mark is None:
            message = _read(request)
            agent = self._agent or kept_agent(message.replaced)
            return message.with_block(self._block(agent))
        own = mark.get("agent")
        block = self._block(self._agent if own is None else digits_of("agent", own))
        content = put_first(request.content, block)
        mark["seq"], mark["timestamp"] = block["seq"], block["timestamp"]
        return content

    def _block(self, agent: str | None) -> dict[str, str]:
        timestamp = milliseconds_of(self._clock)
        return make_block(
            self._customer, timestamp, digits_of("seq", self._seq()), self._secret, agent
        )

    def __deepcopy__(self, memo: dict[int, object]) -> "DigestAuth":
        return copy.copy(self)

    def __repr__(self) -> str:
        if not hasattr(
            self, "_clock"
        ):  # the constructor has failed, and a report prints its variables
            return f"{type(self).__name__}()"
        agent = "" if self._agent is None else f", agent={self._agent!r}"
        return f"{type(self).__name__}(customer={self._customer!r}, secret={HIDDEN}{agent})"


def _read(request: httpx.Request) -> Message:
    """Find the block's place in a body that somebody else has written, or say why there is none."""
    if not request.content:
        raise UnsignableBody(
            f"The {request.method} has no body; the authentication block goes into a JSON object"
        )
    try:
        return Message.read(request.content)
    except UnsignableBody as error:
        problem = str(error)
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == "application/x-www-form-urlencoded" or media_type.startswith("multipart/"):
        problem = (
            f"The body is a form ({media_type}); the authentication block goes into a JSON object: "
            "send the message with json=…, not with data=… or files=…"
        )
    elif request.headers.get("content-encoding", "identity").lower() != "identity":
        problem = f"The body is compressed, and cannot be signed so. {problem}"
    raise UnsignableBody(problem)
