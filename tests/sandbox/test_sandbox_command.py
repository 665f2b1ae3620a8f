"""The command `callcenter-sandbox`."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from callcenter_auth import sign
from callcenter_sandbox import Settings, Verdict, __main__
from callcenter_sandbox._tables import for_terminals, tables
from tests.client.waiting import until
from tests.sandbox.customer import SECRET, Customer, connect
from tests.sandbox.receiver import Receiver

Run = Callable[..., subprocess.Popen[str]]
OTHER_SECRET = "0123456789ABCDEF0123456789ABCDEF"


@pytest.fixture
def run() -> Iterator[Run]:
    """Start the command; it is ended after the test."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str, **variables: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "callcenter_sandbox", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, **variables},
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def first_line(process: subprocess.Popen[str]) -> tuple[str, str]:
    """The first line that the command prints, and the address in it."""
    assert process.stdout is not None
    line = process.stdout.readline().rstrip("\n")
    assert line != "", process.communicate()[1]
    return line, next(word for word in line.split() if word.startswith("http"))


def end(process: subprocess.Popen[str], number: signal.Signals) -> tuple[int, list[str], str]:
    process.send_signal(number)
    out, err = process.communicate(timeout=10)
    return process.returncode, out.splitlines(), err


def test_it_prints_its_address_and_each_message_with_its_verdict(run: Run) -> None:
    process = run("--port", "0")
    line, url = first_line(process)
    assert line == (
        f"callcenter-sandbox listens at {url} for C2 (the published sample secret); Ctrl-C ends it. "
        f"Console: {url}/"
    )
    with Customer(url) as customer:
        customer.command("AgentLogin", {"seq": "1", "agent": "1000"})
        customer.command("CallNumber", {"seq": "1", "agent": "1", "callee": "1377x761337"})
        customer.raw("AgentLogin", b"\x1b[31m")
        customer.http.get("/13770761337.mp3")
    code, lines, err = end(process, signal.SIGINT)
    assert (code, err) == (0, "")
    shown = [line[10:] for line in lines]  # without the time
    assert shown[:1] == ["AgentLogin         V2.0.6  C2       accepted"]
    assert shown[1].startswith(
        "CallNumber         V2.0.6  C2       COMMAND REFUSED: "
        'request.callee is "137…37" (with "x"); expected text'
    )
    assert shown[2].startswith("AgentLogin         V2.0.6  -        NOT JSON: the body isn't JSON")
    assert shown[3].startswith("downloadRecording          -        NO SUCH RECORDING: ")
    assert lines[4:] == ["callcenter-sandbox has ended"]
    numbers = [line for line in lines if "1377" in line.replace('such as "13770761337"', "")]
    assert numbers == []


def test_where_others_reach_it_the_address_of_the_console_has_a_token(run: Run) -> None:
    process = run("--port", "0", "--host", "0.0.0.0")  # noqa: S104  # what this is about
    line, url = first_line(process)
    console = line.rpartition(" ")[2]
    assert console.startswith(f"{url}/?token=")
    with Customer(url) as customer:
        assert customer.http.get("/").status_code == 403
        assert customer.http.get(console, follow_redirects=True).status_code == 200
    code, lines, err = end(process, signal.SIGINT)
    assert (code, lines, err) == (0, ["callcenter-sandbox has ended"], "")


def test_sigterm_ends_it_as_well_with_open_connections(run: Run) -> None:
    process = run("--port", "0")
    with connect(first_line(process)[1]):
        assert end(process, signal.SIGTERM) == (0, ["callcenter-sandbox has ended"], "")


def test_customers_may_be_given(run: Run) -> None:
    process = run("--port", "0", "--customer", f"A={OTHER_SECRET}", "--customer", f"B={SECRET}=")
    line, url = first_line(process)
    assert "for A, B (the secret given)" in line
    with Customer(url) as customer:
        for name, secret in (("A", OTHER_SECRET), ("B", f"{SECRET}=")):
            message = sign({"request": {"seq": "1", "agent": "1"}}, name, secret)
            assert customer.raw("AgentLogin", message)["result"]["error"] == 0
    _, lines, err = end(process, signal.SIGINT)
    assert OTHER_SECRET not in "".join([line, *lines, err])


def test_a_terminal_that_shows_ascii_alone_does_not_stop_it(run: Run) -> None:
    process = run("--port", "0", PYTHONIOENCODING="ascii")
    with Customer(first_line(process)[1]) as customer:
        command = {"seq": "1", "verifyCode": "4271", "callee": "13770761337", "订单": 1}
        assert customer.command("VoiceVerify", command)["result"]["error"] == 0
    code, lines, err = end(process, signal.SIGINT)
    assert (code, err) == (0, "")
    assert "accepted: request.\\u8ba2\\u5355 isn't in the spec and is ignored" in lines[0]


def test_a_reader_of_its_output_who_goes_away_does_not_stop_it(run: Run) -> None:
    process = run("--port", "0")
    with Customer(first_line(process)[1]) as customer:
        assert process.stdout is not None
        process.stdout.close()
        for _ in range(3):
            reply = customer.command("AgentLogin", {"seq": "1", "agent": "1000"})
            assert reply["result"]["error"] == 0
        assert process.poll() is None
    code, _, err = end(process, signal.SIGINT)
    assert (code, err) == (0, "")


@pytest.mark.parametrize("closed", ["nobody reads it", "there is none"])
def test_an_output_that_is_gone_before_it_starts_does_not_stop_it(closed: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = str(found.getsockname()[1])
    read, write = os.pipe()
    os.close(read)
    # The shell closes it; the command itself is the same process.
    shell = 'exec "$@" >&-' if closed == "there is none" else 'exec "$@"'
    command = [sys.executable, "-m", "callcenter_sandbox", "--port", port]
    with (
        os.fdopen(write, "wb") as nobody_reads,
        subprocess.Popen(
            ["/bin/sh", "-c", shell, "sh", *command],
            stdout=nobody_reads,
            stderr=subprocess.PIPE,
            text=True,
        ) as process,
    ):
        try:
            until(lambda: process.poll() is not None or answers(port))
            with Customer(f"http://127.0.0.1:{port}") as customer:
                reply = customer.command("AgentLogin", {"seq": "1", "agent": "1000"})
                assert reply["result"]["error"] == 0
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=10)
            assert (process.returncode, err) == (0, "")
        finally:
            process.kill()


def answers(port: str) -> bool:
    try:
        socket.create_connection(("127.0.0.1", int(port))).close()
    except OSError:
        return False
    return True


def test_a_port_that_is_taken_is_told_in_a_line(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        process = run("--port", port)
        out, err = process.communicate(timeout=10)
    assert (process.returncode, out) == (2, "")
    assert err == (
        f"callcenter-sandbox: port {port} of 127.0.0.1 is taken; "
        "give another with --port, or 0 for any free one\n"
    )


def document(tmp_path: Path, text: str) -> str:
    path = tmp_path / "api.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--customer", SECRET], "--customer number 1 has no `=`; expected NAME=SECRET"),
        (["--customer", "A=x", "--customer", "A=y"], "--customer A is given twice"),
        (["--customer", "A="], "the secret of customer 'A' is empty"),
        (["--spec", "none.yaml"], "none.yaml: can't be read (No such file or directory)"),
        (["--host", "256.0.0.1"], "can't listen on port 0 of 256.0.0.1: "),
    ],
)
def test_what_can_not_be_used_is_told_in_a_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert __main__.main([*arguments, "--port", "0"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"callcenter-sandbox: {words}")
    assert err.count("\n") == 1
    assert SECRET not in err


@pytest.mark.parametrize("port", ["-1", "65536", "http", "８０"])
def test_a_port_that_is_none(capsys: pytest.CaptureFixture[str], port: str) -> None:
    with pytest.raises(SystemExit) as ended:
        __main__.main([f"--port={port}"])
    assert ended.value.code == 2
    assert f"{port!r} is no port; expected 0 to 65535" in capsys.readouterr().err


def test_its_version_names_that_of_the_document(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = (
        "info: {version: 7.1.0}\n"
        "paths: {/A: {post: {responses: {200: {content: {application/json: {}}}}}}}\n"
    )
    assert __main__.main(["--version", "--spec", document(tmp_path, text)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("callcenter-sandbox ")
    assert out.endswith(", API description 7.1.0\n")


def test_it_prints_each_notification_without_the_whole_number(run: Run) -> None:
    with Receiver() as receiver:
        process = run("--port", "0", "--notify-url", receiver.url, "--speed", "1000")
        with Customer(first_line(process)[1]) as customer:
            customer.command("AgentLogin", {"seq": "1", "agent": "1000"})
            command = {"seq": "1", "agent": "1000", "callee": "13770761337"}
            assert (
                customer.command("CallNumber", command)["data"]["response"]["result"]["error"] == 0
            )
            deadline = time.monotonic() + 10
            while "billing" not in receiver.kinds and time.monotonic() < deadline:
                time.sleep(0.01)
        _, lines, err = end(process, signal.SIGINT)
    assert err == ""
    sent = [line.split(" > ")[1] for line in lines if " > " in line]
    assert [line.split()[1:] for line in sent] == [
        [kind, "137…37", "taken", "200"] for kind in ("callstart", "callout", "callend", "billing")
    ]


def test_faults_and_switches_are_asked_for_on_the_command_line(run: Run) -> None:
    process = run(
        "--port",
        "0",
        "--fault",
        "CallNumber=503,times=1",
        "--agents",
        "8000-8001",
        "--strict-fields",
    )
    with Customer(first_line(process)[1]) as customer:
        reply = customer.http.post("/openapi/V2.0.6/CallNumber", content=b"{}")
        assert (reply.status_code, reply.headers["retry-after"]) == (503, "1")
        login = customer.command("AgentLogin", {"seq": "1", "agent": "8001"})
        assert login["data"]["response"]["result"]["error"] == 0
        odd = customer.command("AgentLogin", {"seq": "1", "agent": "8001", "agnet": "1"})
        assert odd["result"]["error"] == Verdict.UNKNOWN_FIELD.code
    _, lines, _ = end(process, signal.SIGINT)
    assert "THROWN AWAY, fault 503: by the fault 503: not carried out" in lines[0]


def test_it_prints_the_tables_and_ends(capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main(["--tables"]) == 0
    printed = capsys.readouterr().out
    assert [
        name
        for name, table in tables().items()
        if f"{name}\n\n{for_terminals(table)}\n" not in printed
    ] == []


def test_a_reader_of_the_tables_that_has_enough_costs_nothing() -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as nobody_reads:
        ended = subprocess.run(
            [sys.executable, "-m", "callcenter_sandbox", "--tables"],
            stdout=nobody_reads,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )

    assert (0, b"") == (ended.returncode, ended.stderr)


@pytest.mark.parametrize("setting", [field.name for field in fields(Settings)])
def test_each_setting_is_an_option(capsys: pytest.CaptureFixture[str], setting: str) -> None:
    with pytest.raises(SystemExit):
        __main__.main(["--help"])
    assert f"--{setting.replace('_', '-')}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["--fault", "CallNumber"], "is no fault; expected OPERATION=KIND"),
        (["--fault", "CallNumber=500,often=3"], "is no fault"),
        (["--speed", "0"], "is no speed"),
        (["--agents", "1009-1000"], "is no span of agents"),
        (["--start-key", "both"], "invalid choice"),
    ],
)
def test_an_unusable_option_is_told(
    capsys: pytest.CaptureFixture[str], arguments: list[str], text: str
) -> None:
    with pytest.raises(SystemExit) as raised:
        __main__.main(arguments)
    assert raised.value.code == 2
    assert text in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["--fault", "NoSuch=500"], "operation is 'NoSuch'"),
        (["--fault", "*=explode"], "there is no fault 'explode'"),
        (["--notify-url", "nowhere"], "notify_url is 'nowhere'"),
        (["--notify-url", "C9=http://127.0.0.1/"], "customer is 'C9'"),
        (["--talk", "-1"], "talk is -1.0"),
        (["--state", "/"], "can't be used as state"),
        (["--tz", "Nowhere/Land"], "Nowhere/Land"),
    ],
)
def test_it_does_not_start_with_what_is_unusable(
    capsys: pytest.CaptureFixture[str], arguments: list[str], text: str
) -> None:
    assert __main__.main(["--port", "0", *arguments]) == 2
    assert text in capsys.readouterr().err
