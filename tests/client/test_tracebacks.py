"""Reports of a failed call, as tools make them: all variables of all frames. No full number is in them, and no secret."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import io
import json
import logging
import traceback
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from callcenter_auth import DigestAuth
from callcenter_client import (
    AsyncCallCenter,
    CallCenter,
    CallCenterError,
    CallNumberCommand,
    TransportError,
)
from tests.client.asking import SECRET
from tests.client.raw_server import Answer, RawServer, Reply, accepted, http

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


IMPATIENT = httpx.Timeout(5, read=0.2)


class People:
    """Telephone numbers, that no variable of a test holds: it would stand in the report."""

    @property
    def one(self) -> str:
        return f"1377{70761337 // 1:08}"

    @property
    def other(self) -> str:
        return f"1381{39028888 // 1:08}"

    @property
    def many(self) -> list[str]:
        return [self.one, self.other] * 700

    @property
    def needles(self) -> list[str]:
        """What must not be in a report: the numbers, also as an int prints, and the secret."""
        return [self.one, self.other, SECRET]


people = People()

LEAKY = {
    "result": {"error": 0},
    "data": {"seq": "1", "response": {"seq": "1", "callee": people.one, "result": {"error": 0}}},
    "logs": f"dialling {people.one} for agent 1000",
}


def leaky(**changes: Any) -> dict[str, Any]:
    return {**json.loads(json.dumps(LEAKY)), **changes}


REPLIES: dict[str, Answer] = {
    "refused message": leaky(result={"error": 7, "msg": f"{people.one} is not allowed"}),
    "refused command": leaky(
        data={"response": {"callee": people.one, "result": {"error": 7, "msg": people.one}}}
    ),
    "no verdict": leaky(result={"error": None, "callee": people.one}),
    "no data": leaky(data={"callee": people.one}),
    "unreadable": leaky(data={"response": {"result": {"error": 0}, "userData": [people.one]}}),
    "a page": http(f"<html>{people.one}</html>"),
    "cut": http(f'{{"callee":"{people.one}"'),
    "lost": Reply(),
    "reset": Reply(then="reset"),
    "half a body": Reply(http(leaky())[:-20]),
    "half the headers": Reply(f"HTTP/1.1 200 OK\r\nX: {people.one}".encode()),
    "not HTTP": Reply(f"{people.one} 200 OK\r\n\r\n".encode()),
    "in no encoding": http(leaky(), headers={"Content-Encoding": "gzip"}),
    "slow": Reply(http(leaky())[:-20], then="wait"),
}


CALLS: dict[str, Callable[[Any], Any]] = {
    "dial": lambda api: api.call_number(agent="1000", callee=people.one),
    "request": lambda api: api.request("CallNumber", {"agent": "1", "callee": people.one}),
    "verify": lambda api: api.voice_verify(verify_code="4711", callee=int(people.one)),
    "task": lambda api: api.call_task_create(
        agent="1000", mode=2, callees=people.many[:900], callers=[people.other]
    ),
    "fill": lambda api: api.call_task_create_all(
        agent="1000", mode=2, callees=people.many, callers=[people.other]
    ),
    "cdrs": lambda api: api.get_cdr_list(callee=people.one, caller=people.other),
}
INVALID: dict[str, Callable[[Any], Any]] = {
    "dial": lambda api: api.call_number(agent="1000", callee=f"+{people.one}"),
    "dial, type": lambda api: api.call_number(agent="1000", callee=float(people.one)),
    "dial, other argument": lambda api: api.call_number(agent="x", callee=people.one),
    "dial, user data": lambda api: api.call_number(
        agent="1", callee=people.one, user_data="x" * 31
    ),
    "dial, extra": lambda api: api.call_number(
        agent="1", callee=people.one, extra={"caller": {people.one}}
    ),
    "dial, option": lambda api: api.call_number(
        agent="1", callee=people.one, options={"retries": -1}
    ),
    "request": lambda api: api.request("../x", {"callee": people.one}),
    "request, value": lambda api: api.request("X", {"callee": people.one, "x": object()}),
    "request, type": lambda api: api.request("X", [people.one]),
    "task": lambda api: api.call_task_create(
        agent="1", mode=2, callees=[*people.many[:5], "x"], callers=[people.other]
    ),
    "task, other argument": lambda api: api.call_task_create(
        agent="1", mode=9, callees=people.many[:5]
    ),
    "fill": lambda api: api.call_task_create_all(agent="1", mode=2, callees=[people.one, "x"]),
    "fill, other argument": lambda api: api.call_task_create_all(
        agent="x", mode=2, callees=people.many
    ),
    "fill, one text": lambda api: api.call_task_create_all(
        agent="1", mode=2, callees=people.one, callers=[people.other]
    ),
    "fill, where": lambda api: api.call_task_create_all(
        agent="1", mode=2, callees=people.many, start_at=-1
    ),
    "batch": lambda api: api.call_number_batch(
        [dial(people.one), dial(people.other), dial(f"+{people.one}")]
    ),
    "batch, seqs": lambda api: api.call_number_batch(
        [dial(people.one, seq=1), dial(people.other, seq=1)]
    ),
    "batch, types": lambda api: api.call_number_batch([dial(people.one), {"callee": people.one}]),
    "batch, chunk": lambda api: api.call_number_batch([dial(people.one)], chunk=0),
    "batch, option": lambda api: api.call_number_batch([dial(people.one)], options={"retries": -1}),
    "cdrs": lambda api: api.get_cdr_list(callee=people.one, start_time="never"),
    "every cdr": lambda api: api.iter_cdr_list(
        callee=people.one, start_time="never", end_time="never"
    ),
    "revision": lambda api: api.with_options(revision=2).get_cdr_list(callee=people.one),
}


def dial(callee: str, **fields: Any) -> CallNumberCommand:
    return CallNumberCommand(agent="1000", callee=callee, **fields)


def fail_sync(url: str, call: Callable[[Any], Any]) -> CallCenterError:
    with CallCenter(
        url, auth=DigestAuth("C2", SECRET), timeout=IMPATIENT, retries=0, debug=True
    ) as api:
        try:
            call(api)
        except CallCenterError as error:
            return error
    raise AssertionError("it didn't fail")


def fail_async(url: str, call: Callable[[Any], Any]) -> CallCenterError:
    async def use() -> CallCenterError:
        async with AsyncCallCenter(
            url, auth=DigestAuth("C2", SECRET), timeout=IMPATIENT, retries=0, debug=True
        ) as api:
            try:
                found = call(api)
                if hasattr(found, "__await__"):
                    await found
            except CallCenterError as error:
                return error
        raise AssertionError("it didn't fail")

    return asyncio.run(use())


def whole_chain(error: BaseException) -> list[BaseException]:
    """An error and all that it came from, also what `from None` hides."""
    found: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        each = waiting.pop()
        if each is not None and each not in found:
            found.append(each)
            waiting += [each.__cause__, each.__context__]
    return found


def all_variables(error: BaseException) -> str:
    """The repr of each variable in each frame of the whole chain, and of what is in the objects of ours."""
    lines: list[str] = []
    for each in whole_chain(error):
        lines += [f"{type(each).__name__}: {each} {each!r}"]
        for frame, _ in traceback.walk_tb(each.__traceback__):
            lines += [f"{frame.f_code.co_filename}:{frame.f_code.co_name}"]
            lines += [f"  {name} = {_shown(value)}" for name, value in frame.f_locals.items()]
    return "\n".join(lines)


def _shown(value: object) -> str:
    try:
        return repr(value)
    except Exception as error:  # noqa: BLE001  # as the tools do
        return f"<{type(error).__name__}>"


def celery_report(error: BaseException) -> str:
    """What Celery's logs and Sentry's breadcrumbs are made of."""
    report = traceback.TracebackException.from_exception(error, capture_locals=True)
    return "".join(report.format())


@pytest.fixture
def django() -> Iterator[Any]:
    """Django's module of error pages, in a Django with DEBUG on that is gone afterwards."""
    configuration = importlib.import_module("django.conf")
    before = configuration.settings._wrapped
    configuration.settings._wrapped = importlib.import_module("django.utils.functional").empty
    configuration.settings.configure(
        DEBUG=True, SECRET_KEY="x", ALLOWED_HOSTS=["*"], LOGGING_CONFIG=None, USE_I18N=False
    )
    importlib.import_module("django").setup()
    yield importlib.import_module("django.views.debug")
    configuration.settings._wrapped = before


def django_page(django: Any, error: BaseException) -> str:
    """The page, in both its forms."""
    reporter = django.ExceptionReporter(None, type(error), error, error.__traceback__)
    return str(reporter.get_traceback_html()) + str(reporter.get_traceback_text())


def check(error: CallCenterError, *reports: str) -> None:
    celery = celery_report(error)
    assert str(error) in celery
    found = [
        line[:300]
        for report in (all_variables(error), celery, logged(error), *reports)
        for line in report.splitlines()
        if any(needle in line for needle in people.needles)
    ]
    assert found == []


def logged(error: BaseException) -> str:
    stream = io.StringIO()
    logger = logging.Logger("one of the user's")  # noqa: LOG001  # apart from those of the test run
    logger.addHandler(logging.StreamHandler(stream))
    logger.error("the call failed: %r", error, exc_info=error)
    return stream.getvalue()


@pytest.fixture(params=[fail_sync, fail_async], ids=["sync", "async"])
def fail(request: pytest.FixtureRequest) -> Callable[..., CallCenterError]:
    way: Callable[..., CallCenterError] = request.param
    return way


@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES.keys())
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
def test_a_call_that_came_to_nothing(
    fail: Any, server: RawServer, reply: Answer, call: Callable[[Any], Any]
) -> None:
    if reply is REPLIES["unreadable"] and call is CALLS["request"]:
        reply = REPLIES["no data"]  # a dict is read as it comes
    server.answer = lambda _: reply

    check(fail(server.url, call))


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
def test_a_call_that_was_not_sent(fail: Any, call: Callable[[Any], Any]) -> None:
    error = fail("http://127.0.0.1:9", call)

    assert error.outcome == "not_sent"
    check(error)


@pytest.mark.parametrize("call", INVALID.values(), ids=INVALID.keys())
def test_an_argument_that_is_refused(fail: Any, call: Callable[[Any], Any]) -> None:
    error = fail("http://127.0.0.1:9", call)

    assert (error.outcome, error.attempts) == ("not_sent", 0)
    check(error)


def test_a_list_that_breaks_half_way(fail: Any, server: RawServer) -> None:
    rows = [{"key": "1", "callee": people.one}, {"key": "x", "callee": people.other}]
    server.answer = lambda _: accepted(record=rows, cdr=rows, total=2)

    def records(api: Any) -> Any:
        if isinstance(api, CallCenter):
            return list(api.iter_records())

        async def read() -> None:
            async for _ in api.iter_records():
                pass

        return read()

    check(fail(server.url, records))


@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES.keys())
def test_the_errors_of_a_batch(server: RawServer, reply: Answer) -> None:
    server.answer = lambda _: reply
    with CallCenter(server.url, auth=DigestAuth("C2", SECRET), timeout=IMPATIENT) as api:
        results = api.call_number_batch([dial(people.one), dial(people.other)])

    errors = [result for result in results if isinstance(result, CallCenterError)]
    assert len(errors) == 2
    for error in errors:
        check(raised_again(error))


def raised_again(error: CallCenterError) -> CallCenterError:
    """A result that is an error, raised as a user does."""
    try:
        raise error
    except CallCenterError as raised:
        return raised


@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES.keys())
@pytest.mark.parametrize("call", [CALLS["dial"], CALLS["fill"]], ids=["dial", "fill"])
def test_the_root_logger_at_debug(
    fail: Any,
    server: RawServer,
    caplog: pytest.LogCaptureFixture,
    reply: Answer,
    call: Callable[[Any], Any],
) -> None:
    """With httpx's and httpcore's own lines, which hold URLs and headers."""
    server.answer = lambda _: reply
    caplog.set_level(logging.DEBUG)

    with contextlib.suppress(AssertionError):
        fail(server.url, call)

    assert len(caplog.records) > 5
    lines = [f"{record.getMessage()} {record.exc_text}" for record in caplog.records]
    assert [line for line in lines if any(needle in line for needle in people.needles)] == []


def test_the_root_logger_at_debug_through_a_dial_that_is_not_sent(
    fail: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    fail("http://127.0.0.1:9", CALLS["dial"])

    assert "connect_tcp.failed" in caplog.text
    assert [needle for needle in people.needles if needle in caplog.text] == []


FAILED = {
    "refused": (REPLIES["refused command"], CALLS["dial"]),
    "unknown": (REPLIES["half a body"], CALLS["dial"]),
    "odd": (REPLIES["no data"], CALLS["dial"]),
    "invalid": (REPLIES["lost"], INVALID["dial"]),
    "batch": (REPLIES["lost"], INVALID["batch"]),
    "fill": (REPLIES["refused message"], CALLS["fill"]),
}


@pytest.mark.parametrize(("reply", "call"), FAILED.values(), ids=FAILED.keys())
def test_djangos_page(
    fail: Any, server: RawServer, django: Any, reply: Answer, call: Callable[[Any], Any]
) -> None:
    server.answer = lambda _: reply
    error = fail(server.url, call)

    page = django_page(django, error)

    assert error.__class__.__name__ in page
    assert "callcenter_client" in page
    check(error, page)


def test_the_reports_would_show_what_a_frame_holds(django: Any) -> None:
    """That these tests can fail."""

    def leak(number: str) -> None:
        raise TransportError("lost", sent=True)

    with pytest.raises(TransportError) as raised:
        leak(people.one)

    assert people.one in all_variables(raised.value)
    assert people.one in celery_report(raised.value)
    assert people.one in django_page(django, raised.value)
