"""`callcenter`: a command for each operation and for the download; JSON out, and an exit code that says what became of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from callcenter_client._cli import main
from callcenter_client._spec import OPERATIONS
from callcenter_sandbox import Sandbox
from tests.client.asking import SECRET
from tests.client.calls import SAMPLES
from tests.client.raw_server import RawServer, Reply, accepted

if TYPE_CHECKING:
    from collections.abc import Iterator


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


class Command:
    """`command("agent-login", "--agent", "1000")` runs it in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def asks(self, url: str) -> None:
        for name, value in {"URL": url, "CUSTOMER": "C2", "SECRET": SECRET}.items():
            self._monkeypatch.setenv(f"CALLCENTER_{name}", value)

    def __call__(self, *arguments: str) -> Ended:
        try:
            code: Any = main(arguments)
        except SystemExit as ended:
            code = ended.code
        told = self._capsys.readouterr()
        return Ended(code, told.out, told.err)


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    return Command(capsys, monkeypatch)


@pytest.fixture
def box(command: Command) -> Iterator[Sandbox]:
    with Sandbox(history=True) as box:
        command.asks(box.url)
        yield box


def words(name: str) -> list[str]:
    """An operation's sample as the words of a command."""
    found = [SAMPLES[name].method.replace("_", "-")]
    for argument, value in SAMPLES[name].arguments.items():
        values = value if isinstance(value, list) else [value]
        found += ["--" + argument.replace("_", "-"), *map(str, values)]
    return found


@pytest.mark.parametrize("name", OPERATIONS)
def test_each_operation_is_a_command_that_sends_it(command: Command, name: str) -> None:
    with RawServer(lambda _: accepted(**SAMPLES[name].fields)) as server:
        command.asks(server.url)
        ended = command(*words(name))
        [request] = server.requests

    assert (0, "") == (ended.code, ended.err)
    assert name == request.path.rpartition("/")[2]
    assert {"error": 0} == json.loads(ended.out)["result"]


def test_help_lists_each_operation_with_what_it_does(command: Command) -> None:
    ended = command("--help")

    told = " ".join(ended.out.split())
    assert [] == [
        method
        for method in (sample.method.replace("_", "-") for sample in SAMPLES.values())
        if f" {method} " not in told
    ]
    assert " download-recording Download a recording " in told


def test_what_comes_is_json(command: Command, box: Sandbox) -> None:
    box.agents["1000"].login()

    ended = command("get-agent-status", "--agent", "1000")

    assert "ONLINE" == json.loads(ended.out)["workStatus"]


def test_help_tells_the_values_of_a_set(command: Command) -> None:
    told = " ".join(command("call-task-create", "--help").out.split())

    assert "--mode ENUM One of: 2 or CALLEE_FIRST, 5 or AGENT_FIRST. How a task dials." in told


@pytest.mark.parametrize("mode", ["5", "AGENT_FIRST"])
def test_a_value_of_a_set_is_given_by_itself_or_by_its_name(command: Command, mode: str) -> None:
    with RawServer(lambda _: accepted(taskID="1")) as server:
        command.asks(server.url)
        command("call-task-create", "--agent", "1", "--callees", "13770761337", "--mode", mode)
        [request] = server.requests

    assert 5 == request.message["request"]["mode"]


def environment_of(url: str) -> dict[str, str]:
    given = {"CALLCENTER_URL": url, "CALLCENTER_CUSTOMER": "C2", "CALLCENTER_SECRET": SECRET}
    return os.environ | given


def as_a_process(url: str, stdout: Any, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "callcenter_client", "get-agent-info"],
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
        env=environment_of(url) | environment,
    )


def test_a_reader_that_has_enough_costs_nothing(box: Sandbox) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as nobody_reads:
        ended = as_a_process(box.url, nobody_reads)

    assert (0, "") == (ended.returncode, ended.stderr)


def test_an_answer_that_can_not_be_written_is_told_as_accepted(box: Sandbox) -> None:
    with Path(os.devnull).open() as only_to_be_read:
        ended = as_a_process(box.url, only_to_be_read)

    told = "callcenter: the platform accepted it, but its answer can't be written: "
    assert (1, told) == (ended.returncode, ended.stderr[: len(told)])


def test_ctrl_c_says_what_may_have_happened() -> None:
    asked = threading.Event()

    def silent(request: object) -> Reply:
        asked.set()
        return Reply(then="wait")

    with RawServer(silent) as server:
        running = subprocess.Popen(
            [sys.executable, "-m", "callcenter_client", "call-number", "--agent=1", "--callee=1"],
            stderr=subprocess.PIPE,
            text=True,
            env=environment_of(server.url),
        )
        assert asked.wait(60)
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=60)

    assert (130, "callcenter: interrupted; the command may have been carried out\n") == (
        running.returncode,
        told,
    )


def test_a_terminal_without_chinese_gets_it_escaped() -> None:
    with RawServer(lambda _: accepted(msg="中")) as server:
        ended = as_a_process(server.url, subprocess.PIPE, PYTHONIOENCODING="ascii")

    assert (0, "中") == (ended.returncode, json.loads(ended.stdout)["msg"])


def test_debug_asks_for_the_platforms_text(command: Command, box: Sandbox) -> None:
    command("--debug", "get-agent-status", "--agent", "1000")

    [received] = box.requests
    assert {"debug": "true"} == received.body["param"]


def test_a_refusal_ends_with_1_and_says_what_became_of_the_command(
    command: Command, box: Sandbox
) -> None:
    ended = command("get-agent-status", "--agent", "7777")

    assert (1, "") == (ended.code, ended.out)
    assert ended.err.startswith("callcenter: getAgentStatus: ")
    assert ended.err.endswith(" [refused]\n")


def test_a_dial_without_a_reply_ends_with_1_and_says_that_its_outcome_is_unknown(
    command: Command, box: Sandbox
) -> None:
    box.agents["1000"].login()
    box.fault("CallNumber", "close-after-reading")

    ended = command("call-number", "--agent", "1000", "--callee", "13770761337")

    assert 1 == ended.code
    assert ended.err.endswith(" [unknown]\n")
    assert "13770761337" not in ended.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "arguments are required: COMMAND"),
        (["no-such-command"], "invalid choice: 'no-such-command'"),
        (["call-number", "--agent", "1000"], "arguments are required: --callee"),
        (["agent-login", "--agent", "１０００"], "callcenter: AgentLogin: agent is '１０００'"),
        (["call-task-create", "--mode", "9", "--agent", "1", "--callees", "1"], "mode is 9"),
        (["request", "CallMultiNumbers", "[1]"], "the fields aren't a JSON object"),
        (["request", "no such", "{}"], "expected the name of an operation"),
        (["download-recording", ""], "there is no recording where it's empty"),
    ],
)
def test_a_wrong_use_ends_with_2_and_nothing_is_sent(
    command: Command, box: Sandbox, arguments: list[str], said: str
) -> None:
    ended = command(*arguments)

    assert (2, "", []) == (ended.code, ended.out, list(box.requests))
    assert said in ended.err


def test_without_the_environment_it_says_what_is_missing(command: Command) -> None:
    assert (
        2,
        "",
        "callcenter: the environment lacks CALLCENTER_URL, CALLCENTER_CUSTOMER, CALLCENTER_SECRET\n",
    ) == command("agent-login", "--agent", "1000")


def test_request_sends_an_operation_that_the_spec_lacks(command: Command) -> None:
    with RawServer(lambda _: accepted(flavour="sweet")) as server:
        command.asks(server.url)
        ended = command("request", "CallMultiNumbers", '{"callees": ["13770761337"]}')
        [request] = server.requests

    assert ("sweet", ["13770761337"]) == (
        json.loads(ended.out)["flavour"],
        request.command["callees"],
    )


# Recordings


def filename(command: Command) -> str:
    records = json.loads(command("get-records-list", "--start-key", "0").out)["record"]
    found: str = next(record["filename"] for record in records if record.get("filename"))
    return found


def test_a_recording_is_saved_where_it_is_told(
    command: Command, box: Sandbox, tmp_path: Path
) -> None:
    name = filename(command)

    ended = command("download-recording", name, "--to", f"{tmp_path}/recordings/")

    path = tmp_path / "recordings" / name.rpartition("/")[2]
    assert (0, {"path": str(path)}, "") == (ended.code, json.loads(ended.out), ended.err)
    assert b"RIFF" == path.read_bytes()[:4]


def test_without_a_place_it_is_saved_here(
    command: Command, box: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = filename(command)

    ended = command("download-recording", name)

    assert {"path": name.rpartition("/")[2]} == json.loads(ended.out)
    assert [name.rpartition("/")[2]] == [file.name for file in tmp_path.iterdir()]


def test_a_file_that_is_there_stays_unless_it_may_be_overwritten(
    command: Command, box: Sandbox, tmp_path: Path
) -> None:
    name = filename(command)
    file = tmp_path / "x.wav"
    file.write_bytes(b"mine")

    refused = command("download-recording", name, "--to", str(file))
    assert (2, b"mine") == (refused.code, file.read_bytes())
    told = command("download-recording", name, "--to", str(file), "--overwrite")
    assert (0, b"RIFF") == (told.code, file.read_bytes()[:4])


def test_a_recording_that_is_not_there_ends_with_1(
    command: Command, box: Sandbox, tmp_path: Path
) -> None:
    ended = command(
        "download-recording",
        "/no/such-13770761337.mp3",
        "--to",
        str(tmp_path),
        "--fallback",
        "/x?{path}",
    )

    assert (1, []) == (ended.code, list(tmp_path.iterdir()))
    assert "13770761337" not in ended.err
    assert ["downloadRecording"] * 2 == [received.operation for received in box.requests]


def test_a_file_that_can_not_be_written_ends_with_1(
    command: Command, box: Sandbox, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()

    ended = command("download-recording", filename(command), "--to", f"{tmp_path}/file/below/")

    assert 1 == ended.code
    assert ended.err.startswith("callcenter: [Errno ")


def test_it_is_a_program(box: Sandbox) -> None:
    command = [sys.executable, "-m", "callcenter_client", "agent-login", "--agent", "1000"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (0, "") == (done.returncode, done.stderr)
    assert "ONLINE" == box.agents["1000"].work_status
