# Made by "python -m generator generate" from the spec: change that, not this file.
"""The client for asyncio: a method for each operation."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, NoReturn, Self, TypeVar

import anyio
import httpx

from callcenter_auth import DigestAuth

from ._async_rows import AsyncKeyedRows, AsyncWindowedRows
from ._attempt import Attempt
from ._batch import Batch
from ._call import Call, Reply, body_of
from ._config import (
    DEFAULT_DEADLINE,
    DEFAULT_RETRIES,
    DEFAULT_TIMEOUT,
    Config,
    Options,
    from_environment,
    make_config,
)
from ._connections import Connections
from ._filling import Fill, Filled, Filling
from ._finding import Finding, finding, questions
from ._gate import LIMITS, Gate
from ._operation import Operation, Question
from ._pages import Pages, whole_key
from ._prepare import Answer, Command, context, prepare, prepare_unknown
from ._privacy import without_frames
from ._proxy import proxy_for, tls_for
from ._recording_log import shortened
from ._spec import (
    AGENT_LOGIN,
    AGENT_LOGOUT,
    AGENT_QUERY_STATUS,
    AGENT_SET_BUSY,
    AGENT_SET_IDLE,
    CALL_NUMBER,
    CALL_TASK_ADD_NUMBERS,
    CALL_TASK_CONTROL,
    CALL_TASK_CREATE,
    CALL_TASK_QUERY,
    GET_AGENT_INFO,
    GET_AGENT_STATUS,
    GET_CDR_LIST,
    GET_RECORDS_LIST,
    HANGUP_CALL,
    VOICE_VERIFY,
)
from ._times import DEFAULT_ZONE
from ._views import Kept, auth_from, changed, check_auth, check_http, check_observer
from ._windows import Windows
from .errors import CallCenterError, InvalidCommand

if TYPE_CHECKING:
    import os
    from pathlib import Path

    from ._async_recordings import AsyncRecordingStream
    from ._recording_fetch import Fetch
    from ._recording_jobs import Download, HasRecording
    from .models.agent_login_command import AgentLoginCommand
    from .models.agent_login_response import AgentLoginResponse
    from .models.agent_logout_command import AgentLogoutCommand
    from .models.agent_logout_response import AgentLogoutResponse
    from .models.agent_query_status_command import AgentQueryStatusCommand
    from .models.agent_query_status_response import AgentQueryStatusResponse
    from .models.agent_set_busy_command import AgentSetBusyCommand
    from .models.agent_set_busy_response import AgentSetBusyResponse
    from .models.agent_set_idle_command import AgentSetIdleCommand
    from .models.agent_set_idle_response import AgentSetIdleResponse
    from .models.call_number_command import CallNumberCommand
    from .models.call_number_response import CallNumberResponse
    from .models.call_task_add_numbers_command import CallTaskAddNumbersCommand
    from .models.call_task_add_numbers_response import CallTaskAddNumbersResponse
    from .models.call_task_control_command import CallTaskControlCommand
    from .models.call_task_control_response import CallTaskControlResponse
    from .models.call_task_create_command import CallTaskCreateCommand
    from .models.call_task_create_response import CallTaskCreateResponse
    from .models.call_task_query_command import CallTaskQueryCommand
    from .models.call_task_query_response import CallTaskQueryResponse
    from .models.call_task_report import CallTaskReport
    from .models.cdr import Cdr
    from .models.get_agent_info_command import GetAgentInfoCommand
    from .models.get_agent_info_response import GetAgentInfoResponse
    from .models.get_agent_status_command import GetAgentStatusCommand
    from .models.get_agent_status_response import GetAgentStatusResponse
    from .models.get_cdr_list_command import GetCdrListCommand
    from .models.get_cdr_list_response import GetCdrListResponse
    from .models.get_records_list_command import GetRecordsListCommand
    from .models.get_records_list_response import GetRecordsListResponse
    from .models.hangup_call_command import HangupCallCommand
    from .models.hangup_call_response import HangupCallResponse
    from .models.record import Record
    from .models.service_type import ServiceType
    from .models.task_action import TaskAction
    from .models.task_mode import TaskMode
    from .models.voice_verify_command import VoiceVerifyCommand
    from .models.voice_verify_response import VoiceVerifyResponse

A = TypeVar("A", bound=Answer)
T = TypeVar("T")
R = TypeVar("R", bound="HasRecording | str | None")


class AsyncCallCenter:
    """A connection to the platform, with a method for each operation.

        async with AsyncCallCenter("http://10.0.0.8:8080", auth=DigestAuth("C2", secret)) as api:
            await api.agent_login(agent="1000")

    Any number of tasks of one event loop may use it.

    Args:
        base_url: The platform's root, e.g. `http://10.0.0.8:8080`.
        auth: The customer's name and secret: `DigestAuth(customer, secret)`.
        revision: The revision of the API, the last part of V2.0.x.
        lang: The language of the platform's messages, `zh_CN` or `en_US`; the platform's own when None.
        debug: Ask for debugging text with each reply; it goes to the logger `callcenter_client` at DEBUG.
        timeout: Seconds for each connect, read, write and wait for a connection, or an `httpx.Timeout`.
        deadline: Seconds for each call as a whole, retries and a trickling reply included; None for no bound. It is short
            by default: a web worker that is killed in the middle of a dial is how people come to dial twice.
        retries: How many more attempts than one, for operations that only read, and for others whose request surely never left.
        tz: The platform's time zone: an IANA name or a tzinfo.
        trust_env: Obey the proxy variables of the environment.
        http_client: An httpx.AsyncClient of your own; it is never closed by us, and redirects aren't followed on it. The deadline bounds
            it too.
        on_attempt: Is told of each attempt: operation, number, outcome, seconds.
        api_path: Replaces `/openapi/V2.0.{revision}` and its checks, for another version of the API.
        recordings_url: Where recordings are, when that isn't `base_url`.

    Raises:
        ConfigurationError: An argument can't be used.
    """

    def __init__(
        self,
        base_url: str,
        *,
        auth: DigestAuth,
        revision: int = 6,
        lang: str | None = None,
        debug: bool = False,
        timeout: float | httpx.Timeout | None = DEFAULT_TIMEOUT,
        deadline: float | None = DEFAULT_DEADLINE,
        retries: int = DEFAULT_RETRIES,
        tz: str | tzinfo = DEFAULT_ZONE,
        trust_env: bool = True,
        http_client: httpx.AsyncClient | None = None,
        api_path: str | None = None,
        on_attempt: Callable[[Attempt], object] | None = None,
        recordings_url: str | None = None,
    ) -> None:
        self._config: Config = make_config(
            base_url,
            revision=revision,
            lang=lang,
            debug=debug,
            timeout=timeout,
            deadline=deadline,
            retries=retries,
            tz=tz,
            api_path=api_path,
            recordings_url=recordings_url,
        )
        self._auth: DigestAuth = check_auth(auth)
        self._on_attempt: Callable[[Attempt], object] | None = check_observer(on_attempt)
        self._is_view: bool = False
        given = check_http(http_client, httpx.AsyncClient)
        base, elsewhere = self._config.base_url, self._config.other_origin
        self._connections: Connections[httpx.AsyncClient] = self._connect(
            base, given, trust_env=trust_env
        )
        # Another host may be behind another proxy, and speak TLS where the platform doesn't.
        self._recordings: Connections[httpx.AsyncClient] = (
            self._connections
            if elsewhere is None
            else self._connect(elsewhere, given, trust_env=trust_env)
        )

    @staticmethod
    def _connect(
        url: str, given: httpx.AsyncClient | None, *, trust_env: bool
    ) -> Connections[httpx.AsyncClient]:
        proxy = proxy_for(url) if trust_env and given is None else None
        tls = tls_for(url, proxy, trust_env=trust_env)
        return Connections(
            given,
            lambda: httpx.AsyncClient(
                transport=Gate(
                    lambda: httpx.AsyncHTTPTransport(
                        proxy=proxy, verify=tls, trust_env=False, limits=LIMITS
                    )
                ),
                trust_env=False,
                verify=tls,
            ),
            per_loop=True,
        )

    @classmethod
    def from_env(
        cls,
        *,
        lang: str | None = None,
        debug: bool = False,
        timeout: float | httpx.Timeout | None = DEFAULT_TIMEOUT,
        deadline: float | None = DEFAULT_DEADLINE,
        retries: int = DEFAULT_RETRIES,
        trust_env: bool = True,
        http_client: httpx.AsyncClient | None = None,
        api_path: str | None = None,
        on_attempt: Callable[[Attempt], object] | None = None,
        recordings_url: str | None = None,
    ) -> Self:
        """A client by `CALLCENTER_URL`, `CALLCENTER_CUSTOMER`, `CALLCENTER_SECRET`, and if set `CALLCENTER_REVISION`, `CALLCENTER_TZ`.

        The arguments are those of the class.

        Raises:
            ConfigurationError: A variable is missing or unusable, or an argument can't be used.
        """
        found = from_environment()
        return cls(
            auth=auth_from(found.pop("customer"), found.pop("secret")),
            lang=lang,
            debug=debug,
            timeout=timeout,
            deadline=deadline,
            retries=retries,
            trust_env=trust_env,
            http_client=http_client,
            api_path=api_path,
            on_attempt=on_attempt,
            recordings_url=recordings_url,
            **found,
        )

    def with_options(
        self,
        *,
        auth: DigestAuth | None = None,
        revision: int | Kept = Kept.KEPT,
        lang: str | None | Kept = Kept.KEPT,
        debug: bool | Kept = Kept.KEPT,
        timeout: float | httpx.Timeout | None | Kept = Kept.KEPT,
        deadline: float | None | Kept = Kept.KEPT,
        retries: int | Kept = Kept.KEPT,
        tz: str | tzinfo | Kept = Kept.KEPT,
        api_path: str | None | Kept = Kept.KEPT,
    ) -> Self:
        """A view with other settings on the same connections; this client stays as it is.

        Closing the view closes nothing: the connections are this client's.

        Raises:
            ConfigurationError: An argument can't be used.
        """
        view = object.__new__(type(self))
        view._config = changed(
            self._config,
            revision=revision,
            lang=lang,
            debug=debug,
            timeout=timeout,
            deadline=deadline,
            retries=retries,
            tz=tz,
            api_path=api_path,
        )
        view._auth = self._auth if auth is None else check_auth(auth)
        view._on_attempt = self._on_attempt
        view._is_view = True
        view._connections = self._connections
        view._recordings = self._recordings
        return view

    async def aclose(self) -> None:
        """Close the connections, unless they are a client's that was passed in."""
        for connections in () if self._is_view else (self._connections, self._recordings):
            if (own := connections.close()) is not None:
                await own.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        if not hasattr(
            self, "_auth"
        ):  # the constructor has failed, and a report prints its variables
            return f"{type(self).__name__}()"
        return f"{type(self).__name__}({self._config.base_url!r}, auth={self._auth!r}, revision={self._config.revision})"

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            f"{type(self).__name__} can't be pickled or copied, for it holds connections: make one in each process; with_options() gives a view"
        )

    async def request(
        self, name: str, command: Mapping[str, Any], *, options: Options | None = None
    ) -> dict[str, Any]:
        """Send an operation that the spec lacks: the same checks of the reply, the same errors, never sent twice.

        Args:
            name: The operation's name as the API spells it.
            command: Its fields as JSON has them; `seq` is filled in when it's missing.
            options: What this call sets apart.

        Returns:
            The response as JSON.

        Raises:
            CallCenterError: See `callcenter_client.errors`.
        """
        try:
            call = prepare_unknown(name, command, self._config, options)
        finally:
            del command  # a report of an error prints the variables of each frame
        return await self._run(call)

    async def _send(
        self, operation: Operation, command: Command, answer: type[A], options: Options | None
    ) -> A:
        return await self._run(prepare(operation, command, answer, self._config, options))

    async def find_out(self, error: CallCenterError, *, options: Options | None = None) -> Finding:
        """Ask what the platform shows of a command whose outcome is unknown.

        Args:
            error: The error that the command came to; of a batch, that of the one command.
            options: What these calls set apart.

        Returns:
            Finding: `verdict` is `seen` or `not_seen`, `evidence` the answers. It never claims that a command did not happen. For an
                error whose outcome is known nothing is asked: calls of others would look like its effect.

        Raises:
            InvalidCommand: The spec knows nothing to ask about that operation.
            CallCenterError: The platform didn't answer.
        """
        answers: list[tuple[Question, Any]] = []
        for question, arguments in questions(error):
            ask = getattr(self, question.method)
            answers.append((question, await ask(**arguments, options=options)))
        return finding(answers)

    async def _send_batch(self, batch: Batch[A]) -> list[A | CallCenterError]:
        for number, call in enumerate(batch.calls):
            try:
                batch.took(number, await self._run(call))
            except CallCenterError as error:
                if not batch.failed(number, error):
                    break
        return batch.done()

    async def _run(self, call: Call[T]) -> T:
        """Attempts, until one has a verdict or no other is allowed."""
        while True:
            reply: Reply | None = None
            try:
                reply = await self._attempt(call)
                answer = call.conclude(reply)
            except CallCenterError as error:
                wait = call.next_wait(error, reply)
                call.tell(self._on_attempt, error.outcome)
                if wait is None:
                    raise
            else:
                call.tell(self._on_attempt, "accepted")
                return answer
            await anyio.sleep(wait)

    async def _attempt(self, call: Call[Any]) -> Reply:
        """One attempt: the request and the whole reply, within the deadline."""
        http = self._connections.get()
        traced = self._connections.given is None
        request = http.build_request(**call.begin(traced=traced))
        if traced:

            async def trace(event: str, details: Mapping[str, Any]) -> None:
                call.trace(event, details)

            request.extensions["trace"] = trace
        try:
            with shortened(call.url), anyio.fail_after(call.left()):
                response = await http.send(
                    request, auth=self._auth, follow_redirects=False, stream=True
                )
                try:
                    body = body_of(response)
                    read = (
                        response.aiter_bytes if response.is_stream_consumed else response.aiter_raw
                    )
                    async for part in read():
                        goes_on = body.add(part)
                        del part  # a report of an error prints variables
                        call.check_time()
                        if not goes_on:
                            break
                finally:
                    await response.aclose()
        except httpx.HTTPError as error:
            raise call.failed(error) from error
        except RuntimeError as error:  # of the signing, when no slot is free for its serials
            raise call.stopped(error) from error
        except TimeoutError:
            late = httpx.ReadTimeout("the deadline has passed")
            raise call.failed(late) from late
        return call.whole(response, body)

    async def voice_verify(
        self,
        *,
        verify_code: str | int,
        callee: str | int,
        play_times: int | None = None,
        user_data: str | int | None = None,
        seq: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
        options: Options | None = None,
    ) -> VoiceVerifyResponse:
        """Read a verification code to somebody over the telephone.

        Calls the number and reads the code aloud, `playTimes` times (read). The reply says that the
        call was accepted, not that somebody heard it. (§5 VoiceVerify)

        Args:
            verify_code: The code that is read aloud, 3 to 8 digits. As a number it cannot have
                a leading zero. (§5 VoiceVerify)
            callee: The mobile or landline number that is called. (§5 VoiceVerify)
            play_times: How many times the code is read, 1 to 5; 3 when it is missing. The core
                silently takes 3 for a value out of range (core). (§5 VoiceVerify) [doc, core]
            user_data: As in other commands, but up to 100 characters here; what is longer the
                platform cuts. (§5 VoiceVerify)
            seq: The command's serial; filled in when it isn't given.
            extra: Fields that the spec lacks, by their names in JSON.
            options: What this call sets apart: time-out, language, debugging, acting agent.

        Returns:
            VoiceVerifyResponse: the platform's answer.

        Raises:
            InvalidCommand: An argument is refused; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
            ApiError: The platform refused.
            TransportError: No reply came; `.outcome` tells whether it may have been carried out.
            UnexpectedResponse: A reply came that says nothing.
        """
        from .models.voice_verify_command import VoiceVerifyCommand
        from .models.voice_verify_response import VoiceVerifyResponse

        command = VoiceVerifyCommand(
            verify_code=verify_code,
            callee=callee,
            play_times=play_times,
            user_data=user_data,
            seq=seq,
            extra=extra or {},
        )
        # A report of an error prints the variables of each frame: the command shortens what is personal, these wouldn't.
        del verify_code, callee, extra
        return await self._send(VOICE_VERIFY, command, VoiceVerifyResponse, options)

    async def voice_verify_batch(
        self,
        commands: Sequence[VoiceVerifyCommand],
        *,
        chunk: int = 100,
        options: Options | None = None,
    ) -> list[VoiceVerifyResponse | CallCenterError]:
        """Read a verification code to somebody over the telephone, for many commands in few HTTP
        messages. (§3)

        Args:
            commands: The commands, in any number; each has or gets a seq of its own.
            chunk: How many go in one HTTP message; how many the platform takes is not known.
            options: What this call sets apart; the deadline holds for each message.

        Returns:
            For each command, in the order given, its VoiceVerifyResponse, or the CallCenterError that it came to. Always full: when
            a message fails, each of its commands has that error; after one that never left, the rest are `not_sent`, untried.

        Raises:
            InvalidCommand: A command is refused, or two have one seq; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
        """
        from .models.voice_verify_command import VoiceVerifyCommand
        from .models.voice_verify_response import VoiceVerifyResponse

        try:
            batch = Batch(
                VOICE_VERIFY,
                VoiceVerifyCommand,
                VoiceVerifyResponse,
                commands,
                chunk=chunk,
                config=self._config,
                options=options,
            )
        finally:
            del commands  # one that is no command would stand in a report of the error as it is
        return await self._send_batch(batch)

    async def agent_query_status(
        self,
        *,
        agent: str | int,
        user_data: str | int | None = None,
        seq: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
        options: Options | None = None,
    ) -> AgentQueryStatusResponse:
        """Have an agent's state pushed to the agent's desktop.

        The reply only says that the query was accepted. The platform then pushes the state to the
        agent's own desktop, not to the customer's URL (core). To read a state use getAgentStatus.
        (§5 AgentQueryStatus)

        Args:
            agent: The agent's number, 1 to 8 digits. (§5)
            user_data: Free text of the caller, at most 30 characters. It comes back in the
                response and in the notifications that follow from the command; the platform does
                not use it, so it can carry a unique key of the caller's own. (§3)
            seq: The command's serial; filled in when it isn't given.
            extra: Fields that the spec lacks, by their names in JSON.
            options: What this call sets apart: time-out, language, debugging, acting agent.

        Returns:
            AgentQueryStatusResponse: the platform's answer.

        Raises:
            InvalidCommand: An argument is refused; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
            ApiError: The platform refused.
            TransportError: No reply came; `.outcome` tells whether it may have been carried out.
            UnexpectedResponse: A reply came that says nothing.
        """
        from .models.agent_query_status_command import AgentQueryStatusCommand
        from .models.agent_query_status_response import AgentQueryStatusResponse

        command = AgentQueryStatusCommand(
            agent=agent,
            user_data=user_data,
            seq=seq,
            extra=extra or {},
        )
        # A report of an error prints the variables of each frame: the command shortens what is personal, these wouldn't.
        del extra
        return await self._send(AGENT_QUERY_STATUS, command, AgentQueryStatusResponse, options)

    async def agent_query_status_batch(
        self,
        commands: Sequence[AgentQueryStatusCommand],
        *,
        chunk: int = 100,
        options: Options | None = None,
    ) -> list[AgentQueryStatusResponse | CallCenterError]:
        """Have an agent's state pushed to the agent's desktop, for many commands in few HTTP messages.
        (§3)

        Args:
            commands: The commands, in any number; each has or gets a seq of its own.
            chunk: How many go in one HTTP message; how many the platform takes is not known.
            options: What this call sets apart; the deadline holds for each message.

        Returns:
            For each command, in the order given, its AgentQueryStatusResponse, or the CallCenterError that it came to. Always full: when
            a message fails, each of its commands has that error; after one that never left, the rest are `not_sent`, untried.

        Raises:
            InvalidCommand: A command is refused, or two have one seq; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
        """
        from .models.agent_query_status_command import AgentQueryStatusCommand
        from .models.agent_query_status_response import AgentQueryStatusResponse

        try:
            batch = Batch(
                AGENT_QUERY_STATUS,
                AgentQueryStatusCommand,
                AgentQueryStatusResponse,
                commands,
                chunk=chunk,
                config=self._config,
                options=options,
            )
        finally:
            del commands  # one that is no command would stand in a report of the error as it is
        return await self._send_batch(batch)

    async def get_agent_status(
        self,
        *,
        agent: str | int,
        user_data: str | int | None = None,
        seq: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
        options: Options | None = None,
    ) -> GetAgentStatusResponse:
        """Read an agent's state.

        Returns the agent's own state, `workStatus`, and what the agent's line is doing,
        `serverStatus`. (§5 getAgentStatus)

        Args:
            agent: The agent's number, 1 to 8 digits. (§5)
            user_data: Free text of the caller, at most 30 characters. It comes back in the
                response and in the notifications that follow from the command; the platform does
                not use it, so it can carry a unique key of the caller's own. (§3)
            seq: The command's serial; filled in when it isn't given.
            extra: Fields that the spec lacks, by their names in JSON.
            options: What this call sets apart: time-out, language, debugging, acting agent.

        Returns:
            GetAgentStatusResponse: the platform's answer.

        Raises:
            InvalidCommand: An argument is refused; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
            ApiError: The platform refused.
            TransportError: No reply came; `.outcome` tells whether it may have been carried out.
            UnexpectedResponse: A reply came that says nothing.
        """
        from .models.get_agent_status_command import GetAgentStatusCommand
        from .models.get_agent_status_response import GetAgentStatusResponse

        command = GetAgentStatusCommand(
            agent=agent,
            user_data=user_data,
            seq=seq,
            extra=extra or {},
        )
        # A report of an error prints the variables of each frame: the command shortens what is personal, these wouldn't.
        del extra
        return await self._send(GET_AGENT_STATUS, command, GetAgentStatusResponse, options)

    async def get_agent_status_batch(
        self,
        commands: Sequence[GetAgentStatusCommand],
        *,
        chunk: int = 100,
        options: Options | None = None,
    ) -> list[GetAgentStatusResponse | CallCenterError]:
        """Read an agent's state, for many commands in few HTTP messages. (§3)

        Args:
            commands: The commands, in any number; each has or gets a seq of its own.
            chunk: How many go in one HTTP message; how many the platform takes is not known.
            options: What this call sets apart; the deadline holds for each message.

        Returns:
            For each command, in the order given, its GetAgentStatusResponse, or the CallCenterError that it came to. Always full: when
            a message fails, each of its commands has that error; after one that never left, the rest are `not_sent`, untried.

        Raises:
            InvalidCommand: A command is refused, or two have one seq; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
        """
        from .models.get_agent_status_command import GetAgentStatusCommand
        from .models.get_agent_status_response import GetAgentStatusResponse

        try:
            batch = Batch(
                GET_AGENT_STATUS,
                GetAgentStatusCommand,
                GetAgentStatusResponse,
                commands,
                chunk=chunk,
                config=self._config,
                options=options,
            )
        finally:
            del commands  # one that is no command would stand in a report of the error as it is
        return await self._send_batch(batch)

    async def get_agent_info(
        self,
        *,
        user_data: str | int | None = None,
        seq: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
        options: Options | None = None,
    ) -> GetAgentInfoResponse:
        """List the agents.

        Returns id, name and number of the agents. Revision 6 alone has it. (§5 getAgentInfo)

        Args:
            user_data: Free text of the caller, at most 30 characters. It comes back in the
                response and in the notifications that follow from the command; the platform does
                not use it, so it can carry a unique key of the caller's own. (§3)
            seq: The command's serial; filled in when it isn't given.
            extra: Fields that the spec lacks, by their names in JSON.
            options: What this call sets apart: time-out, language, debugging, acting agent.

        Returns:
            GetAgentInfoResponse: the platform's answer.

        Raises:
            InvalidCommand: An argument is refused; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 6.
            ApiError: The platform refused.
            TransportError: No reply came; `.outcome` tells whether it may have been carried out.
            UnexpectedResponse: A reply came that says nothing.
        """
        from .models.get_agent_info_command import GetAgentInfoCommand
        from .models.get_agent_info_response import GetAgentInfoResponse

        command = GetAgentInfoCommand(
            user_data=user_data,
            seq=seq,
            extra=extra or {},
        )
        # A report of an error prints the variables of each frame: the command shortens what is personal, these wouldn't.
        del extra
        return await self._send(GET_AGENT_INFO, command, GetAgentInfoResponse, options)

    async def get_agent_info_batch(
        self,
        commands: Sequence[GetAgentInfoCommand],
        *,
        chunk: int = 100,
        options: Options | None = None,
    ) -> list[GetAgentInfoResponse | CallCenterError]:
        """List the agents, for many commands in few HTTP messages. (§3)

        Args:
            commands: The commands, in any number; each has or gets a seq of its own.
            chunk: How many go in one HTTP message; how many the platform takes is not known.
            options: What this call sets apart; the deadline holds for each message.

        Returns:
            For each command, in the order given, its GetAgentInfoResponse, or the CallCenterError that it came to. Always full: when
            a message fails, each of its commands has that error; after one that never left, the rest are `not_sent`, untried.

        Raises:
            InvalidCommand: A command is refused, or two have one seq; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 6.
        """
        from .models.get_agent_info_command import GetAgentInfoCommand
        from .models.get_agent_info_response import GetAgentInfoResponse

        try:
            batch = Batch(
                GET_AGENT_INFO,
                GetAgentInfoCommand,
                GetAgentInfoResponse,
                commands,
                chunk=chunk,
                config=self._config,
                options=options,
            )
        finally:
            del commands  # one that is no command would stand in a report of the error as it is
        return await self._send_batch(batch)

    async def agent_login(
        self,
        *,
        agent: str | int,
        user_data: str | int | None = None,
        seq: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
        options: Options | None = None,
    ) -> AgentLoginResponse:
        """Log an agent in.

        Logs the agent in; the agent is ONLINE and IDLE then (seen). (§5 AgentLogin)

        Args:
            agent: The agent's number, 1 to 8 digits. (§5)
            user_data: Free text of the caller, at most 30 characters. It comes back in the
                response and in the notifications that follow from the command; the platform does
                not use it, so it can carry a unique key of the caller's own. (§3)
            seq: The command's serial; filled in when it isn't given.
            extra: Fields that the spec lacks, by their names in JSON.
            options: What this call sets apart: time-out, language, debugging, acting agent.

        Returns:
            AgentLoginResponse: the platform's answer.

        Raises:
            InvalidCommand: An argument is refused; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
            ApiError: The platform refused.
            TransportError: No reply came; `.outcome` tells whether it may have been carried out.
            UnexpectedResponse: A reply came that says nothing.
        """
        from .models.agent_login_command import AgentLoginCommand
        from .models.agent_login_response import AgentLoginResponse

        command = AgentLoginCommand(
            agent=agent,
            user_data=user_data,
            seq=seq,
            extra=extra or {},
        )
        # A report of an error prints the variables of each frame: the command shortens what is personal, these wouldn't.
        del extra
        return await self._send(AGENT_LOGIN, command, AgentLoginResponse, options)

    async def agent_login_batch(
        self,
        commands: Sequence[AgentLoginCommand],
        *,
        chunk: int = 100,
        options: Options | None = None,
    ) -> list[AgentLoginResponse | CallCenterError]:
        """Log an agent in, for many commands in few HTTP messages. (§3)

        Args:
            commands: The commands, in any number; each has or gets a seq of its own.
            chunk: How many go in one HTTP message; how many the platform takes is not known.
            options: What this call sets apart; the deadline holds for each message.

        Returns:
            For each command, in the order given, its AgentLoginResponse, or the CallCenterError that it came to. Always full: when
            a message fails, each of its commands has that error; after one that never left, the rest are `not_sent`, untried.

        Raises:
            InvalidCommand: A command is refused, or two have one seq; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
        """
        from .models.agent_login_command import AgentLoginCommand
        from .models.agent_login_response import AgentLoginResponse

        try:
            batch = Batch(
                AGENT_LOGIN,
                AgentLoginCommand,
                AgentLoginResponse,
                commands,
                chunk=chunk,
                config=self._config,
                options=options,
            )
        finally:
            del commands  # one that is no command would stand in a report of the error as it is
        return await self._send_batch(batch)

    async def agent_logout(
        self,
        *,
        agent: str | int,
        user_data: str | int | None = None,
        seq: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
        options: Options | None = None,
    ) -> AgentLogoutResponse:
        """Log an agent out.

        Logs the agent out. It takes effect some two seconds later, and a login before that cancels
        it (seen). (§5 AgentLogout)

        Args:
            agent: The agent's number, 1 to 8 digits. (§5)
            user_data: Free text of the caller, at most 30 characters. It comes back in the
                response and in the notifications that follow from the command; the platform does
                not use it, so it can carry a unique key of the caller's own. (§3)
            seq: The command's serial; filled in when it isn't given.
            extra: Fields that the spec lacks, by their names in JSON.
            options: What this call sets apart: time-out, language, debugging, acting agent.

        Returns:
            AgentLogoutResponse: the platform's answer.

        Raises:
            InvalidCommand: An argument is refused; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
            ApiError: The platform refused.
            TransportError: No reply came; `.outcome` tells whether it may have been carried out.
            UnexpectedResponse: A reply came that says nothing.
        """
        from .models.agent_logout_command import AgentLogoutCommand
        from .models.agent_logout_response import AgentLogoutResponse

        command = AgentLogoutCommand(
            agent=agent,
            user_data=user_data,
            seq=seq,
            extra=extra or {},
        )
        # A report of an error prints the variables of each frame: the command shortens what is personal, these wouldn't.
        del extra
        return await self._send(AGENT_LOGOUT, command, AgentLogoutResponse, options)

    async def agent_logout_batch(
        self,
        commands: Sequence[AgentLogoutCommand],
        *,
        chunk: int = 100,
        options: Options | None = None,
    ) -> list[AgentLogoutResponse | CallCenterError]:
        """Log an agent out, for many commands in few HTTP messages. (§3)

        Args:
            commands: The commands, in any number; each has or gets a seq of its own.
            chunk: How many go in one HTTP message; how many the platform takes is not known.
            options: What this call sets apart; the deadline holds for each message.

        Returns:
            For each command, in the order given, its AgentLogoutResponse, or the CallCenterError that it came to. Always full: when
            a message fails, each of its commands has that error; after one that never left, the rest are `not_sent`, untried.

        Raises:
            InvalidCommand: A command is refused, or two have one seq; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
        """
        from .models.agent_logout_command import AgentLogoutCommand
        from .models.agent_logout_response import AgentLogoutResponse

        try:
            batch = Batch(
                AGENT_LOGOUT,
                AgentLogoutCommand,
                AgentLogoutResponse,
                commands,
                chunk=chunk,
                config=self._config,
                options=options,
            )
        finally:
            del commands  # one that is no command would stand in a report of the error as it is
        return await self._send_batch(batch)

    async def agent_set_busy(
        self,
        *,
        agent: str | int,
        user_data: str | int | None = None,
        seq: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
        options: Options | None = None,
    ) -> AgentSetBusyResponse:
        """Set an agent busy.

        Sets the agent busy. Only an agent whose line is IDLE can be given a call (seen). (§5
        AgentSetBusy)

        Args:
            agent: The agent's number, 1 to 8 digits. (§5)
            user_data: Free text of the caller, at most 30 characters. It comes back in the
                response and in the notifications that follow from the command; the platform does
                not use it, so it can carry a unique key of the caller's own. (§3)
            seq: The command's serial; filled in when it isn't given.
            extra: Fields that the spec lacks, by their names in JSON.
            options: What this call sets apart: time-out, language, debugging, acting agent.

        Returns:
            AgentSetBusyResponse: the platform's answer.

        Raises:
            InvalidCommand: An argument is refused; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
            ApiError: The platform refused.
            TransportError: No reply came; `.outcome` tells whether it may have been carried out.
            UnexpectedResponse: A reply came that says nothing.
        """
        from .models.agent_set_busy_command import AgentSetBusyCommand
        from .models.agent_set_busy_response import AgentSetBusyResponse

        command = AgentSetBusyCommand(
            agent=agent,
            user_data=user_data,
            seq=seq,
            extra=extra or {},
        )
        # A report of an error prints the variables of each frame: the command shortens what is personal, these wouldn't.
        del extra
        return await self._send(AGENT_SET_BUSY, command, AgentSetBusyResponse, options)

    async def agent_set_busy_batch(
        self,
        commands: Sequence[AgentSetBusyCommand],
        *,
        chunk: int = 100,
        options: Options | None = None,
    ) -> list[AgentSetBusyResponse | CallCenterError]:
        """Set an agent busy, for many commands in few HTTP messages. (§3)

        Args:
            commands: The commands, in any number; each has or gets a seq of its own.
            chunk: How many go in one HTTP message; how many the platform takes is not known.
            options: What this call sets apart; the deadline holds for each message.

        Returns:
            For each command, in the order given, its AgentSetBusyResponse, or the CallCenterError that it came to. Always full: when
            a message fails, each of its commands has that error; after one that never left, the rest are `not_sent`, untried.

        Raises:
            InvalidCommand: A command is refused, or two have one seq; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
        """
        from .models.agent_set_busy_command import AgentSetBusyCommand
        from .models.agent_set_busy_response import AgentSetBusyResponse

        try:
            batch = Batch(
                AGENT_SET_BUSY,
                AgentSetBusyCommand,
                AgentSetBusyResponse,
                commands,
                chunk=chunk,
                config=self._config,
                options=options,
            )
        finally:
            del commands  # one that is no command would stand in a report of the error as it is
        return await self._send_batch(batch)

    async def agent_set_idle(
        self,
        *,
        agent: str | int,
        user_data: str | int | None = None,
        seq: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
        options: Options | None = None,
    ) -> AgentSetIdleResponse:
        """Set an agent idle.

        Sets the agent idle, free for calls. (§5 AgentSetIdle)

        Args:
            agent: The agent's number, 1 to 8 digits. (§5)
            user_data: Free text of the caller, at most 30 characters. It comes back in the
                response and in the notifications that follow from the command; the platform does
                not use it, so it can carry a unique key of the caller's own. (§3)
            seq: The command's serial; filled in when it isn't given.
            extra: Fields that the spec lacks, by their names in JSON.
            options: What this call sets apart: time-out, language, debugging, acting agent.

        Returns:
            AgentSetIdleResponse: the platform's answer.

        Raises:
            InvalidCommand: An argument is refused; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
            ApiError: The platform refused.
            TransportError: No reply came; `.outcome` tells whether it may have been carried out.
            UnexpectedResponse: A reply came that says nothing.
        """
        from .models.agent_set_idle_command import AgentSetIdleCommand
        from .models.agent_set_idle_response import AgentSetIdleResponse

        command = AgentSetIdleCommand(
            agent=agent,
            user_data=user_data,
            seq=seq,
            extra=extra or {},
        )
        # A report of an error prints the variables of each frame: the command shortens what is personal, these wouldn't.
        del extra
        return await self._send(AGENT_SET_IDLE, command, AgentSetIdleResponse, options)

    async def agent_set_idle_batch(
        self,
        commands: Sequence[AgentSetIdleCommand],
        *,
        chunk: int = 100,
        options: Options | None = None,
    ) -> list[AgentSetIdleResponse | CallCenterError]:
        """Set an agent idle, for many commands in few HTTP messages. (§3)

        Args:
            commands: The commands, in any number; each has or gets a seq of its own.
            chunk: How many go in one HTTP message; how many the platform takes is not known.
            options: What this call sets apart; the deadline holds for each message.

        Returns:
            For each command, in the order given, its AgentSetIdleResponse, or the CallCenterError that it came to. Always full: when
            a message fails, each of its commands has that error; after one that never left, the rest are `not_sent`, untried.

        Raises:
            InvalidCommand: A command is refused, or two have one seq; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
        """
        from .models.agent_set_idle_command import AgentSetIdleCommand
        from .models.agent_set_idle_response import AgentSetIdleResponse

        try:
            batch = Batch(
                AGENT_SET_IDLE,
                AgentSetIdleCommand,
                AgentSetIdleResponse,
                commands,
                chunk=chunk,
                config=self._config,
                options=options,
            )
        finally:
            del commands  # one that is no command would stand in a report of the error as it is
        return await self._send_batch(batch)

    async def call_number(
        self,
        *,
        agent: str | int,
        callee: str | int,
        user_data: str | int | None = None,
        seq: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
        options: Options | None = None,
    ) -> CallNumberResponse:
        """Dial a number for an agent.

        Rings the agent first, then connects the callee (read). Only an agent whose line is IDLE can
        be given a call (seen). callstart, callout, callend and billing follow, with the `userData`
        of this command. Integrations also send `caller`, `noUseBlApi` and `lineMode` (seen); what
        they do is not known. (§5 CallNumber)

        Args:
            agent: The agent who is rung first, 1 to 8 digits. (§5 CallNumber)
            callee: The mobile or landline number that is then connected. (§5 CallNumber)
            user_data: Free text of the caller, at most 30 characters. It comes back in the
                response and in the notifications that follow from the command; the platform does
                not use it, so it can carry a unique key of the caller's own. (§3)
            seq: The command's serial; filled in when it isn't given.
            extra: Fields that the spec lacks, by their names in JSON.
            options: What this call sets apart: time-out, language, debugging, acting agent.

        Returns:
            CallNumberResponse: the platform's answer.

        Raises:
            InvalidCommand: An argument is refused; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
            ApiError: The platform refused.
            TransportError: No reply came; `.outcome` tells whether it may have been carried out.
            UnexpectedResponse: A reply came that says nothing.
        """
        from .models.call_number_command import CallNumberCommand
        from .models.call_number_response import CallNumberResponse

        command = CallNumberCommand(
            agent=agent,
            callee=callee,
            user_data=user_data,
            seq=seq,
            extra=extra or {},
        )
        # A report of an error prints the variables of each frame: the command shortens what is personal, these wouldn't.
        del callee, extra
        return await self._send(CALL_NUMBER, command, CallNumberResponse, options)

    async def call_number_batch(
        self,
        commands: Sequence[CallNumberCommand],
        *,
        chunk: int = 100,
        options: Options | None = None,
    ) -> list[CallNumberResponse | CallCenterError]:
        """Dial a number for an agent, for many commands in few HTTP messages. (§3)

        Args:
            commands: The commands, in any number; each has or gets a seq of its own.
            chunk: How many go in one HTTP message; how many the platform takes is not known.
            options: What this call sets apart; the deadline holds for each message.

        Returns:
            For each command, in the order given, its CallNumberResponse, or the CallCenterError that it came to. Always full: when
            a message fails, each of its commands has that error; after one that never left, the rest are `not_sent`, untried.

        Raises:
            InvalidCommand: A command is refused, or two have one seq; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
        """
        from .models.call_number_command import CallNumberCommand
        from .models.call_number_response import CallNumberResponse

        try:
            batch = Batch(
                CALL_NUMBER,
                CallNumberCommand,
                CallNumberResponse,
                commands,
                chunk=chunk,
                config=self._config,
                options=options,
            )
        finally:
            del commands  # one that is no command would stand in a report of the error as it is
        return await self._send_batch(batch)

    async def hangup_call(
        self,
        *,
        agent: str | int,
        user_data: str | int = "",
        seq: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
        options: Options | None = None,
    ) -> HangupCallResponse:
        """End an agent's current call.

        Ends the agent's current call. (§5 HangupCall)

        Args:
            agent: The agent whose current call ends, 1 to 8 digits. (§5 HangupCall)
            user_data: As in other commands, at most 30 characters, but required here: the
                document's table says so, and its sample sends an empty text. (§5 HangupCall)
            seq: The command's serial; filled in when it isn't given.
            extra: Fields that the spec lacks, by their names in JSON.
            options: What this call sets apart: time-out, language, debugging, acting agent.

        Returns:
            HangupCallResponse: the platform's answer.

        Raises:
            InvalidCommand: An argument is refused; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
            ApiError: The platform refused.
            TransportError: No reply came; `.outcome` tells whether it may have been carried out.
            UnexpectedResponse: A reply came that says nothing.
        """
        from .models.hangup_call_command import HangupCallCommand
        from .models.hangup_call_response import HangupCallResponse

        command = HangupCallCommand(
            agent=agent,
            user_data=user_data,
            seq=seq,
            extra=extra or {},
        )
        # A report of an error prints the variables of each frame: the command shortens what is personal, these wouldn't.
        del extra
        return await self._send(HANGUP_CALL, command, HangupCallResponse, options)

    async def hangup_call_batch(
        self,
        commands: Sequence[HangupCallCommand],
        *,
        chunk: int = 100,
        options: Options | None = None,
    ) -> list[HangupCallResponse | CallCenterError]:
        """End an agent's current call, for many commands in few HTTP messages. (§3)

        Args:
            commands: The commands, in any number; each has or gets a seq of its own.
            chunk: How many go in one HTTP message; how many the platform takes is not known.
            options: What this call sets apart; the deadline holds for each message.

        Returns:
            For each command, in the order given, its HangupCallResponse, or the CallCenterError that it came to. Always full: when
            a message fails, each of its commands has that error; after one that never left, the rest are `not_sent`, untried.

        Raises:
            InvalidCommand: A command is refused, or two have one seq; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
        """
        from .models.hangup_call_command import HangupCallCommand
        from .models.hangup_call_response import HangupCallResponse

        try:
            batch = Batch(
                HANGUP_CALL,
                HangupCallCommand,
                HangupCallResponse,
                commands,
                chunk=chunk,
                config=self._config,
                options=options,
            )
        finally:
            del commands  # one that is no command would stand in a report of the error as it is
        return await self._send_batch(batch)

    async def call_task_create(
        self,
        *,
        agent: str | int,
        callees: Sequence[str | int],
        mode: TaskMode | int,
        user_data: str | int | None = None,
        task_name: str | int | None = None,
        callers: Sequence[str | int] | None = None,
        multiplier: float | None = None,
        seq: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
        options: Options | None = None,
    ) -> CallTaskCreateResponse:
        """Create a call task.

        Creates a task that dials up to 1000 numbers for an agent; CallTaskAddNumbers hands over
        more. `report` counts the numbers that were given, in error and repeated. When no data comes
        with error 0 (seen), it is not said whether there is a task. (§5 CallTaskCreate)

        Args:
            agent: The agent the task is for, 1 to 8 digits. (§5 CallTaskCreate)
            callees: The numbers to call, 1 to 1000; hand over more with CallTaskAddNumbers.
                That an empty list is refused is a reading (read). (§5 CallTaskCreate) [doc, read]
            mode: How a task dials. The document lists both values; what they mean is a reading
                of a damaged passage that the core bears out (read, core). (§5 CallTaskCreate)
            user_data: Free text of the caller, at most 30 characters. It comes back in the
                response and in the notifications that follow from the command; the platform does
                not use it, so it can carry a unique key of the caller's own. (§3)
            task_name: Name of a call task; the platform names the task when it is missing. No
                limit of its length is documented. (§5 CallTaskCreate)
            callers: Caller-ID numbers, at most 100. They must be numbers allotted to the
                customer, or the call fails; when missing, the platform uses the agent's configured
                caller ID and fails when there is none (read). (§5 CallTaskCreate) [doc, read]
            multiplier: How many numbers are dialled at a time per agent (read). The table
                prints 1 < a < 5 with default 1, so it is read as 1 ≤ a < 5 (read); 1 when it is
                missing. (§5 CallTaskCreate) [doc, read]
            seq: The command's serial; filled in when it isn't given.
            extra: Fields that the spec lacks, by their names in JSON.
            options: What this call sets apart: time-out, language, debugging, acting agent.

        Returns:
            CallTaskCreateResponse: the platform's answer.

        Raises:
            InvalidCommand: An argument is refused; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
            ApiError: The platform refused.
            TransportError: No reply came; `.outcome` tells whether it may have been carried out.
            UnexpectedResponse: A reply came that says nothing.
        """
        from .models.call_task_create_command import CallTaskCreateCommand
        from .models.call_task_create_response import CallTaskCreateResponse

        command = CallTaskCreateCommand(
            agent=agent,
            callees=callees,
            mode=mode,
            user_data=user_data,
            task_name=task_name,
            callers=callers,
            multiplier=multiplier,
            seq=seq,
            extra=extra or {},
        )
        # A report of an error prints the variables of each frame: the command shortens what is personal, these wouldn't.
        del callees, callers, extra
        return await self._send(CALL_TASK_CREATE, command, CallTaskCreateResponse, options)

    async def call_task_create_batch(
        self,
        commands: Sequence[CallTaskCreateCommand],
        *,
        chunk: int = 100,
        options: Options | None = None,
    ) -> list[CallTaskCreateResponse | CallCenterError]:
        """Create a call task, for many commands in few HTTP messages. (§3)

        Args:
            commands: The commands, in any number; each has or gets a seq of its own.
            chunk: How many go in one HTTP message; how many the platform takes is not known.
            options: What this call sets apart; the deadline holds for each message.

        Returns:
            For each command, in the order given, its CallTaskCreateResponse, or the CallCenterError that it came to. Always full: when
            a message fails, each of its commands has that error; after one that never left, the rest are `not_sent`, untried.

        Raises:
            InvalidCommand: A command is refused, or two have one seq; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
        """
        from .models.call_task_create_command import CallTaskCreateCommand
        from .models.call_task_create_response import CallTaskCreateResponse

        try:
            batch = Batch(
                CALL_TASK_CREATE,
                CallTaskCreateCommand,
                CallTaskCreateResponse,
                commands,
                chunk=chunk,
                config=self._config,
                options=options,
            )
        finally:
            del commands  # one that is no command would stand in a report of the error as it is
        return await self._send_batch(batch)

    async def iter_call_task_create(
        self,
        *,
        agent: str | int,
        mode: TaskMode | int,
        callees: Iterable[str | int],
        user_data: str | int | None = None,
        task_name: str | int | None = None,
        callers: Sequence[str | int] | None = None,
        multiplier: float | None = None,
        task_id: str | int | None = None,
        start_at: int = 0,
        on_invalid: Literal["raise", "skip"] = "raise",
        options: Options | None = None,
    ) -> AsyncIterator[Filled[CallTaskReport]]:
        """Create a call task, of any size: what exceeds one message goes to CallTaskAddNumbers. (§5
        CallTaskCreate)

        Args:
            agent: The agent the task is for, 1 to 8 digits. (§5 CallTaskCreate)
            mode: How a task dials. The document lists both values; what they mean is a reading
                of a damaged passage that the core bears out (read, core). (§5 CallTaskCreate)
            user_data: Free text of the caller, at most 30 characters. It comes back in the
                response and in the notifications that follow from the command; the platform does
                not use it, so it can carry a unique key of the caller's own. (§3)
            task_name: Name of a call task; the platform names the task when it is missing. No
                limit of its length is documented. (§5 CallTaskCreate)
            callers: Caller-ID numbers, at most 100. They must be numbers allotted to the
                customer, or the call fails; when missing, the platform uses the agent's configured
                caller ID and fails when there is none (read). (§5 CallTaskCreate) [doc, read]
            multiplier: How many numbers are dialled at a time per agent (read). The table
                prints 1 < a < 5 with default 1, so it is read as 1 ≤ a < 5 (read); 1 when it is
                missing. (§5 CallTaskCreate) [doc, read]
            callees: The values, in any number; a generator's are held no longer than their message.
            task_id: Go on filling this one, instead of making one.
            start_at: Leave out so many values at the beginning: the `next_index` that was saved.
            on_invalid: Raise an InvalidCommand for a value that can't be sent, or skip it and list it in `.invalid`.
            options: What each call sets apart.

        Yields:
            Filled: After each message, and at the end if values were left out after the last, how far it has come: save `.task_id` and `.next_index`, and go on from them after a stop.

        Raises:
            CallCenterError: The failing call's own error, with `.task_id`, `.next_index`, `.handed_over`, `.report`, `.invalid`
                and `.chunk` (the indices of the values in the failing message) set on it.
        """
        from .models.call_task_add_numbers_command import CallTaskAddNumbersCommand
        from .models.call_task_create_command import CallTaskCreateCommand

        tz = self._config.tz

        def checked_first(**fields: Any) -> object:
            return CallTaskCreateCommand(**fields).to_dict(tz)

        def checked_then(**fields: Any) -> object:
            return CallTaskAddNumbersCommand(**fields).to_dict(tz)

        names = Fill(
            operation="CallTaskCreate",
            field="callees",
            most=1000,
            id="task_id",
            report="report",
            first=checked_first,
            then=checked_then,
        )
        first: dict[str, Any] = {
            "agent": agent,
            "mode": mode,
            "user_data": user_data,
            "task_name": task_name,
            "callers": callers,
            "multiplier": multiplier,
        }
        then: dict[str, Any] = {
            "agent": agent,
            "user_data": user_data,
        }
        try:
            plan: Filling[CallTaskReport] = Filling(
                names,
                callees,
                first=first,
                then=then,
                task_id=task_id,
                start_at=start_at,
                on_invalid=on_invalid,
            )
        except InvalidCommand as error:
            del first, then, callees, callers  # personal, as in call_task_create()
            raise without_frames(context(error, "CallTaskCreate", None)) from None
        del first, then, callees, callers
        try:
            while plan.goes_on():
                send: Any = self.call_task_create if plan.creates else self.call_task_add_numbers
                yield plan.take(await send(**plan.arguments, options=options))
            if (rest := plan.rest()) is not None:
                yield rest
        except CallCenterError as error:
            plan.failed(error)
            if error.operation is None:
                context(error, "CallTaskCreate" if plan.creates else "CallTaskAddNumbers", None)
            raise

    async def call_task_create_all(
        self,
        *,
        agent: str | int,
        mode: TaskMode | int,
        callees: Iterable[str | int],
        user_data: str | int | None = None,
        task_name: str | int | None = None,
        callers: Sequence[str | int] | None = None,
        multiplier: float | None = None,
        task_id: str | int | None = None,
        start_at: int = 0,
        on_invalid: Literal["raise", "skip"] = "raise",
        options: Options | None = None,
    ) -> Filled[CallTaskReport]:
        """The same to the end: see `iter_call_task_create`.

        Returns:
            Filled: The last state.

        Raises:
            CallCenterError: See `iter_call_task_create`.
        """
        last: Filled[CallTaskReport] = Filled(
            task_id=None if task_id is None else str(task_id), next_index=start_at
        )
        states = self.iter_call_task_create(
            agent=agent,
            callees=callees,
            mode=mode,
            user_data=user_data,
            task_name=task_name,
            callers=callers,
            multiplier=multiplier,
            task_id=task_id,
            start_at=start_at,
            on_invalid=on_invalid,
            options=options,
        )
        del callees, callers  # personal, as in call_task_create()
        async for state in states:
            last = state
        return last

    async def call_task_query(
        self,
        *,
        agent: str | int,
        user_data: str | int | None = None,
        seq: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
        options: Options | None = None,
    ) -> CallTaskQueryResponse:
        """Find an agent's current call task.

        Returns the id of the agent's current task. (§5 CallTaskQuery)

        Args:
            agent: The agent's number. The document names no length here; 1 to 8 digits as
                elsewhere (read). (§5 CallTaskQuery) [doc, read]
            user_data: Free text of the caller, at most 30 characters. It comes back in the
                response and in the notifications that follow from the command; the platform does
                not use it, so it can carry a unique key of the caller's own. (§3)
            seq: The command's serial; filled in when it isn't given.
            extra: Fields that the spec lacks, by their names in JSON.
            options: What this call sets apart: time-out, language, debugging, acting agent.

        Returns:
            CallTaskQueryResponse: the platform's answer.

        Raises:
            InvalidCommand: An argument is refused; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
            ApiError: The platform refused.
            TransportError: No reply came; `.outcome` tells whether it may have been carried out.
            UnexpectedResponse: A reply came that says nothing.
        """
        from .models.call_task_query_command import CallTaskQueryCommand
        from .models.call_task_query_response import CallTaskQueryResponse

        command = CallTaskQueryCommand(
            agent=agent,
            user_data=user_data,
            seq=seq,
            extra=extra or {},
        )
        # A report of an error prints the variables of each frame: the command shortens what is personal, these wouldn't.
        del extra
        return await self._send(CALL_TASK_QUERY, command, CallTaskQueryResponse, options)

    async def call_task_query_batch(
        self,
        commands: Sequence[CallTaskQueryCommand],
        *,
        chunk: int = 100,
        options: Options | None = None,
    ) -> list[CallTaskQueryResponse | CallCenterError]:
        """Find an agent's current call task, for many commands in few HTTP messages. (§3)

        Args:
            commands: The commands, in any number; each has or gets a seq of its own.
            chunk: How many go in one HTTP message; how many the platform takes is not known.
            options: What this call sets apart; the deadline holds for each message.

        Returns:
            For each command, in the order given, its CallTaskQueryResponse, or the CallCenterError that it came to. Always full: when
            a message fails, each of its commands has that error; after one that never left, the rest are `not_sent`, untried.

        Raises:
            InvalidCommand: A command is refused, or two have one seq; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
        """
        from .models.call_task_query_command import CallTaskQueryCommand
        from .models.call_task_query_response import CallTaskQueryResponse

        try:
            batch = Batch(
                CALL_TASK_QUERY,
                CallTaskQueryCommand,
                CallTaskQueryResponse,
                commands,
                chunk=chunk,
                config=self._config,
                options=options,
            )
        finally:
            del commands  # one that is no command would stand in a report of the error as it is
        return await self._send_batch(batch)

    async def call_task_control(
        self,
        *,
        task_id: str | int,
        action: TaskAction | str,
        user_data: str | int | None = None,
        agent: str | int | None = None,
        seq: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
        options: Options | None = None,
    ) -> CallTaskControlResponse:
        """Start or stop a call task.

        Starts or stops the task. (§5 CallTaskControl)

        Args:
            task_id: Id of a call task, as CallTaskCreate or CallTaskQuery returned it, in
                digits. (§5)
            action: What to do with a call task. The document's table prints `Start` with a
                capital, by its look the word processor's: send lower case. (§5 CallTaskControl)
            user_data: Free text of the caller, at most 30 characters. It comes back in the
                response and in the notifications that follow from the command; the platform does
                not use it, so it can carry a unique key of the caller's own. (§3)
            agent: The agent's number, 1 to 8 digits; optional: it is in the document's sample
                and not in its table. (§5 CallTaskControl)
            seq: The command's serial; filled in when it isn't given.
            extra: Fields that the spec lacks, by their names in JSON.
            options: What this call sets apart: time-out, language, debugging, acting agent.

        Returns:
            CallTaskControlResponse: the platform's answer.

        Raises:
            InvalidCommand: An argument is refused; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
            ApiError: The platform refused.
            TransportError: No reply came; `.outcome` tells whether it may have been carried out.
            UnexpectedResponse: A reply came that says nothing.
        """
        from .models.call_task_control_command import CallTaskControlCommand
        from .models.call_task_control_response import CallTaskControlResponse

        command = CallTaskControlCommand(
            task_id=task_id,
            action=action,
            user_data=user_data,
            agent=agent,
            seq=seq,
            extra=extra or {},
        )
        # A report of an error prints the variables of each frame: the command shortens what is personal, these wouldn't.
        del extra
        return await self._send(CALL_TASK_CONTROL, command, CallTaskControlResponse, options)

    async def call_task_control_batch(
        self,
        commands: Sequence[CallTaskControlCommand],
        *,
        chunk: int = 100,
        options: Options | None = None,
    ) -> list[CallTaskControlResponse | CallCenterError]:
        """Start or stop a call task, for many commands in few HTTP messages. (§3)

        Args:
            commands: The commands, in any number; each has or gets a seq of its own.
            chunk: How many go in one HTTP message; how many the platform takes is not known.
            options: What this call sets apart; the deadline holds for each message.

        Returns:
            For each command, in the order given, its CallTaskControlResponse, or the CallCenterError that it came to. Always full: when
            a message fails, each of its commands has that error; after one that never left, the rest are `not_sent`, untried.

        Raises:
            InvalidCommand: A command is refused, or two have one seq; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
        """
        from .models.call_task_control_command import CallTaskControlCommand
        from .models.call_task_control_response import CallTaskControlResponse

        try:
            batch = Batch(
                CALL_TASK_CONTROL,
                CallTaskControlCommand,
                CallTaskControlResponse,
                commands,
                chunk=chunk,
                config=self._config,
                options=options,
            )
        finally:
            del commands  # one that is no command would stand in a report of the error as it is
        return await self._send_batch(batch)

    async def call_task_add_numbers(
        self,
        *,
        task_id: str | int,
        agent: str | int,
        callees: Sequence[str | int],
        user_data: str | int | None = None,
        seq: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
        options: Options | None = None,
    ) -> CallTaskAddNumbersResponse:
        """Add numbers to a call task.

        Hands up to 1000 more numbers to the task. (§5 CallTaskAddNumbers)

        Args:
            task_id: Id of a call task, as CallTaskCreate or CallTaskQuery returned it, in
                digits. (§5)
            agent: The agent's number. The document names no length here; 1 to 8 digits as
                elsewhere (read). (§5 CallTaskAddNumbers) [doc, read]
            callees: The numbers to add, 1 to 1000. That an empty list is refused is a reading
                (read). (§5 CallTaskAddNumbers) [doc, read]
            user_data: Free text of the caller, at most 30 characters. It comes back in the
                response and in the notifications that follow from the command; the platform does
                not use it, so it can carry a unique key of the caller's own. (§3)
            seq: The command's serial; filled in when it isn't given.
            extra: Fields that the spec lacks, by their names in JSON.
            options: What this call sets apart: time-out, language, debugging, acting agent.

        Returns:
            CallTaskAddNumbersResponse: the platform's answer.

        Raises:
            InvalidCommand: An argument is refused; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
            ApiError: The platform refused.
            TransportError: No reply came; `.outcome` tells whether it may have been carried out.
            UnexpectedResponse: A reply came that says nothing.
        """
        from .models.call_task_add_numbers_command import CallTaskAddNumbersCommand
        from .models.call_task_add_numbers_response import CallTaskAddNumbersResponse

        command = CallTaskAddNumbersCommand(
            task_id=task_id,
            agent=agent,
            callees=callees,
            user_data=user_data,
            seq=seq,
            extra=extra or {},
        )
        # A report of an error prints the variables of each frame: the command shortens what is personal, these wouldn't.
        del callees, extra
        return await self._send(CALL_TASK_ADD_NUMBERS, command, CallTaskAddNumbersResponse, options)

    async def call_task_add_numbers_batch(
        self,
        commands: Sequence[CallTaskAddNumbersCommand],
        *,
        chunk: int = 100,
        options: Options | None = None,
    ) -> list[CallTaskAddNumbersResponse | CallCenterError]:
        """Add numbers to a call task, for many commands in few HTTP messages. (§3)

        Args:
            commands: The commands, in any number; each has or gets a seq of its own.
            chunk: How many go in one HTTP message; how many the platform takes is not known.
            options: What this call sets apart; the deadline holds for each message.

        Returns:
            For each command, in the order given, its CallTaskAddNumbersResponse, or the CallCenterError that it came to. Always full: when
            a message fails, each of its commands has that error; after one that never left, the rest are `not_sent`, untried.

        Raises:
            InvalidCommand: A command is refused, or two have one seq; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 2, 3, 4, 6.
        """
        from .models.call_task_add_numbers_command import CallTaskAddNumbersCommand
        from .models.call_task_add_numbers_response import CallTaskAddNumbersResponse

        try:
            batch = Batch(
                CALL_TASK_ADD_NUMBERS,
                CallTaskAddNumbersCommand,
                CallTaskAddNumbersResponse,
                commands,
                chunk=chunk,
                config=self._config,
                options=options,
            )
        finally:
            del commands  # one that is no command would stand in a report of the error as it is
        return await self._send_batch(batch)

    async def get_records_list(
        self,
        *,
        start_key: int,
        user_data: str | int | None = None,
        seq: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
        options: Options | None = None,
    ) -> GetRecordsListResponse:
        """List recordings.

        Returns at most 500 records, ordered by key. The greatest `key` is the next `startKey`; a
        record with that very key is not in the result (read). No rows come as an empty array, or as
        null for `data` (seen). (§5 getRecordsList)

        Args:
            start_key: Key of the last record that is already known, 0 for the first page. A
                record with this very key is not in the result (read): a reader must survive either.
                (§5 getRecordsList) [doc, read]
            user_data: Free text of the caller, at most 30 characters. It comes back in the
                response and in the notifications that follow from the command; the platform does
                not use it, so it can carry a unique key of the caller's own. (§3)
            seq: The command's serial; filled in when it isn't given.
            extra: Fields that the spec lacks, by their names in JSON.
            options: What this call sets apart: time-out, language, debugging, acting agent.

        Returns:
            GetRecordsListResponse: the platform's answer.

        Raises:
            InvalidCommand: An argument is refused; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 4, 6.
            ApiError: The platform refused.
            TransportError: No reply came; `.outcome` tells whether it may have been carried out.
            UnexpectedResponse: A reply came that says nothing.
        """
        from .models.get_records_list_command import GetRecordsListCommand
        from .models.get_records_list_response import GetRecordsListResponse

        command = GetRecordsListCommand(
            start_key=start_key,
            user_data=user_data,
            seq=seq,
            extra=extra or {},
        )
        # A report of an error prints the variables of each frame: the command shortens what is personal, these wouldn't.
        del extra
        return await self._send(GET_RECORDS_LIST, command, GetRecordsListResponse, options)

    async def get_records_list_batch(
        self,
        commands: Sequence[GetRecordsListCommand],
        *,
        chunk: int = 100,
        options: Options | None = None,
    ) -> list[GetRecordsListResponse | CallCenterError]:
        """List recordings, for many commands in few HTTP messages. (§3)

        Args:
            commands: The commands, in any number; each has or gets a seq of its own.
            chunk: How many go in one HTTP message; how many the platform takes is not known.
            options: What this call sets apart; the deadline holds for each message.

        Returns:
            For each command, in the order given, its GetRecordsListResponse, or the CallCenterError that it came to. Always full: when
            a message fails, each of its commands has that error; after one that never left, the rest are `not_sent`, untried.

        Raises:
            InvalidCommand: A command is refused, or two have one seq; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 4, 6.
        """
        from .models.get_records_list_command import GetRecordsListCommand
        from .models.get_records_list_response import GetRecordsListResponse

        try:
            batch = Batch(
                GET_RECORDS_LIST,
                GetRecordsListCommand,
                GetRecordsListResponse,
                commands,
                chunk=chunk,
                config=self._config,
                options=options,
            )
        finally:
            del commands  # one that is no command would stand in a report of the error as it is
        return await self._send_batch(batch)

    def iter_records(
        self,
        *,
        start_key: int | str = 0,
        user_data: str | int | None = None,
        options: Options | None = None,
    ) -> AsyncKeyedRows[Record]:
        """List recordings, all of them, in as many calls as it takes. (§5 getRecordsList)

        Args:
            start_key: The last key that is known already; rows up to it aren't given.
            user_data: Free text of the caller, at most 30 characters. It comes back in the
                response and in the notifications that follow from the command; the platform does
                not use it, so it can carry a unique key of the caller's own. (§3)
            options: What each call sets apart.

        Returns:
            An iterator over Record, in the order of keys, each once. Its `.next_key` is where to go on, also after an error.

        Raises:
            InvalidCommand: An argument is refused.
            UnexpectedResponse: While iterating: a key is no number, or the list doesn't move.
            CallCenterError: While iterating: see `get_records_list`.
        """
        try:
            start = whole_key(start_key, "start_key")
        except InvalidCommand as error:
            raise context(error, "getRecordsList", None) from None
        plan = Pages("getRecordsList", "record", "key", "start_key", start)
        return AsyncKeyedRows(
            plan,
            partial(
                self.get_records_list,
                user_data=user_data,
                options=options,
            ),
        )

    async def get_cdr_list(
        self,
        *,
        user_data: str | int | None = None,
        agent: str | int | Sequence[str | int] | None = None,
        service_type: ServiceType | int | str | None = None,
        start_time: datetime | str | None = None,
        end_time: datetime | str | None = None,
        caller: str | int | None = None,
        callee: str | int | None = None,
        time_length_min: int | None = None,
        time_length_max: int | None = None,
        seq: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
        options: Options | None = None,
    ) -> GetCdrListResponse:
        """List call detail records.

        Returns the records that match all fields given. A misspelt field is silently ignored
        (seen), so the list is then longer than meant. When `total` exceeds the rows, ask for a
        shorter span. The document shows it at revision 1, integrations use it at 6 (seen). (§5
        getCdrList)

        Args:
            user_data: Free text of the caller, at most 30 characters. It comes back in the
                response and in the notifications that follow from the command; the platform does
                not use it, so it can carry a unique key of the caller's own. (§3)
            agent: The agent or agents whose calls are listed. By the look of its table the
                document requires it, and its sample shows an array or a text (a bracket is
                damaged); integrations leave it out and get all agents (seen). (§5 getCdrList) [doc,
                seen]
            service_type: Only calls of this kind. (§5 getCdrList)
            start_time: Begin of the span, included, `YYYY-MM-DD HH:MM:SS` in the platform's
                local time. How long a span may be is not known; integrations ask for a day (seen).
                That the end points belong to the span is a reading (read). (§5 getCdrList) [doc,
                seen, read]
            end_time: End of the span, included (read), `YYYY-MM-DD HH:MM:SS` in the platform's
                local time. (§5 getCdrList) [doc, read]
            caller: Only calls from this number. (§5 getCdrList)
            callee: Only calls to this number. (§5 getCdrList)
            time_length_min: Only calls of at least this length, in seconds. (§5 getCdrList)
            time_length_max: Only calls of at most this length, in seconds. (§5 getCdrList)
            seq: The command's serial; filled in when it isn't given.
            extra: Fields that the spec lacks, by their names in JSON.
            options: What this call sets apart: time-out, language, debugging, acting agent.

        Returns:
            GetCdrListResponse: the platform's answer.

        Raises:
            InvalidCommand: An argument is refused; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 6.
            ApiError: The platform refused.
            TransportError: No reply came; `.outcome` tells whether it may have been carried out.
            UnexpectedResponse: A reply came that says nothing.
        """
        from .models.get_cdr_list_command import GetCdrListCommand
        from .models.get_cdr_list_response import GetCdrListResponse

        command = GetCdrListCommand(
            user_data=user_data,
            agent=agent,
            service_type=service_type,
            start_time=start_time,
            end_time=end_time,
            caller=caller,
            callee=callee,
            time_length_min=time_length_min,
            time_length_max=time_length_max,
            seq=seq,
            extra=extra or {},
        )
        # A report of an error prints the variables of each frame: the command shortens what is personal, these wouldn't.
        del caller, callee, extra
        return await self._send(GET_CDR_LIST, command, GetCdrListResponse, options)

    async def get_cdr_list_batch(
        self,
        commands: Sequence[GetCdrListCommand],
        *,
        chunk: int = 100,
        options: Options | None = None,
    ) -> list[GetCdrListResponse | CallCenterError]:
        """List call detail records, for many commands in few HTTP messages. (§3)

        Args:
            commands: The commands, in any number; each has or gets a seq of its own.
            chunk: How many go in one HTTP message; how many the platform takes is not known.
            options: What this call sets apart; the deadline holds for each message.

        Returns:
            For each command, in the order given, its GetCdrListResponse, or the CallCenterError that it came to. Always full: when
            a message fails, each of its commands has that error; after one that never left, the rest are `not_sent`, untried.

        Raises:
            InvalidCommand: A command is refused, or two have one seq; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 1, 6.
        """
        from .models.get_cdr_list_command import GetCdrListCommand
        from .models.get_cdr_list_response import GetCdrListResponse

        try:
            batch = Batch(
                GET_CDR_LIST,
                GetCdrListCommand,
                GetCdrListResponse,
                commands,
                chunk=chunk,
                config=self._config,
                options=options,
            )
        finally:
            del commands  # one that is no command would stand in a report of the error as it is
        return await self._send_batch(batch)

    def iter_cdr_list(
        self,
        *,
        start_time: datetime | str,
        end_time: datetime | str,
        window: timedelta = timedelta(days=1),
        overlap: timedelta = timedelta(0),
        user_data: str | int | None = None,
        agent: str | int | Sequence[str | int] | None = None,
        service_type: ServiceType | int | str | None = None,
        caller: str | int | None = None,
        callee: str | int | None = None,
        time_length_min: int | None = None,
        time_length_max: int | None = None,
        options: Options | None = None,
    ) -> AsyncWindowedRows[Cdr]:
        """List call detail records, all of them, in as many calls as it takes. (§5 getCdrList)

        Args:
            start_time: Begin of the span, included: an aware datetime, or a naive one or a text in the platform's local time.
            end_time: End of the span, included.
            window: The longest span to ask for at once. Where the platform has more rows than it gives, spans are halved.
            overlap: How far each span reaches back into the one before it, for rows that the platform enters late.
            user_data: Free text of the caller, at most 30 characters. It comes back in the
                response and in the notifications that follow from the command; the platform does
                not use it, so it can carry a unique key of the caller's own. (§3)
            agent: The agent or agents whose calls are listed. By the look of its table the
                document requires it, and its sample shows an array or a text (a bracket is
                damaged); integrations leave it out and get all agents (seen). (§5 getCdrList) [doc,
                seen]
            service_type: Only calls of this kind. (§5 getCdrList)
            caller: Only calls from this number. (§5 getCdrList)
            callee: Only calls to this number. (§5 getCdrList)
            time_length_min: Only calls of at least this length, in seconds. (§5 getCdrList)
            time_length_max: Only calls of at most this length, in seconds. (§5 getCdrList)
            options: What each call sets apart.

        Returns:
            An iterator over Cdr, each once. Its `.checkpoint` is where to go on, also after an error.

        Raises:
            InvalidCommand: An argument is refused.
            UnexpectedResponse: While iterating: a key is no number, or a second has more rows than the platform gives.
            CallCenterError: While iterating: see `get_cdr_list`.
        """
        names = {
            "from": "start_time",
            "to": "end_time",
            "items": "cdr",
            "key": "key",
            "total": "total",
        }
        try:
            plan = Windows(
                "getCdrList",
                names,
                start_time,
                end_time,
                window=window,
                overlap=overlap,
                tz=self._config.tz,
            )
        except InvalidCommand as error:
            del caller, callee  # personal, as in get_cdr_list()
            raise without_frames(context(error, "getCdrList", None)) from None
        return AsyncWindowedRows(
            plan,
            partial(
                self.get_cdr_list,
                user_data=user_data,
                agent=agent,
                service_type=service_type,
                caller=caller,
                callee=callee,
                time_length_min=time_length_min,
                time_length_max=time_length_max,
                options=options,
            ),
        )

    async def download_recording(
        self,
        filename: str | None,
        to: str | os.PathLike[str],
        *,
        overwrite: bool = False,
        on_progress: Callable[[int, int | None], object] | None = None,
        fallbacks: Sequence[str] = (),
        options: Options | None = None,
    ) -> Path:
        """Save a recording. (§1)

        It's written under a hidden name in the same folder and renamed when it's whole. A connection that drops is taken up where
        it broke off, where the server can do that; `retries` says how often. There is no deadline: the download ends when no byte
        comes for the time-out's `read` seconds. Redirects aren't followed, and the request isn't signed. The hidden file that a killed
        process left is removed by the first download of another one into the folder, and not gone on from.

        Args:
            filename: The `filename` of a record or CDR.
            to: A folder that is there, a path with a slash at its end (a folder that is made), or a file's path with a suffix. In a
                folder the file is called as the last part of `filename`, with percent-encoding for what some systems can't have
                in a name. It's never outside of the folder.
            overwrite: Take the place of a file that is there.
            on_progress: Is told, after each part, the bytes so far and, where the server tells, in all. After the recording began
                anew the first is smaller than before. What it raises ends the download.
            fallbacks: Further paths on the same server, tried in order when there is nothing at the plain one (status 404), with
                `{name}` or `{path}` in them, e.g. `/recordFile/listen?file={path}`. `{name}` is the name as it came; `{path}` is the
                same, or the path in it when it's base64. Such a path is tried by itself, too, before the fallbacks.
            options: What this download sets apart: `timeout`, `retries`.

        Returns:
            Path: the file.

        Raises:
            InvalidCommand: The name is empty (no recording) or unusable, or so is another argument; nothing was asked.
            RecordingExists: There is a file; it stays. An InvalidCommand and a FileExistsError.
            ApiError: The platform answered with a refusal.
            TransportError: It didn't come, or not all of it.
            UnexpectedResponse: What came is no sound: a page, other JSON, or a status such as 404 (`.status`).
            OSError: It can't be written. After each of these nothing is left behind.
        """
        from ._async_recordings import save
        from ._recording_file import place

        try:
            fetch = self._fetch(filename, fallbacks=fallbacks, options=options)
        finally:
            del (
                filename
            )  # it may have numbers of people in it, and reports of an error print variables
        file = place(to, fetch.name.file, overwrite=overwrite)
        return await save(self._recordings, fetch, file, on_progress)

    def open_recording(
        self, filename: str | None, *, fallbacks: Sequence[str] = (), options: Options | None = None
    ) -> AsyncRecordingStream:
        """Read a recording as it comes, in constant memory. (§1)

            async with api.open_recording(record.filename) as sound:
                async for part in sound:
                    ...

        Args:
            filename: The `filename` of a record or CDR.
            fallbacks: As for `download_recording`.
            options: What this download sets apart: `timeout`, `retries`.

        Returns:
            AsyncRecordingStream: to be used by `async with`; it has `length` and `content_type`. What it raises then is as for
                `download_recording`.

        Raises:
            InvalidCommand: The name is empty (no recording) or unusable, or so is another argument; nothing was asked.
        """
        from ._async_recordings import AsyncRecordingStream

        try:
            fetch = self._fetch(filename, fallbacks=fallbacks, options=options, seekable=False)
        finally:
            del filename  # as in download_recording()
        return AsyncRecordingStream(self._recordings, fetch)

    async def download_recordings(
        self,
        records: Iterable[R] | AsyncIterable[R],
        to: str | os.PathLike[str],
        *,
        workers: int = 8,
        overwrite: bool = False,
        on_progress: Callable[[Download[R]], object] | None = None,
        fallbacks: Sequence[str] = (),
        options: Options | None = None,
    ) -> list[Download[R]]:
        """Save many recordings, several at a time; what is there already is left alone, so that it can be run again. (§1)

        Args:
            records: Records, CDRs, or names. They're drawn as they're needed.
            to: A folder; it's made when it's missing.
            workers: How many tasks fetch.
            overwrite: Fetch what is there anew.
            on_progress: Is told each Download as it's settled.
            fallbacks: As for `download_recording`.
            options: What each of these downloads sets apart: `timeout`, `retries`.

        Returns:
            For each record, in the order given, a Download: `.status` is `saved`, `there`, `no_recording` or `failed`, with `.error`.

        Raises:
            InvalidCommand: An argument can't be used.
            OSError: The disk is full or can't be written at all.
            Exception: Whatever `records` or `on_progress` raise. After that, and after an interrupt, what is whole stays, and nothing
                else is left behind.
        """
        from ._async_recordings import save_all
        from ._recording_jobs import plan

        start = partial(self._fetch, fallbacks=fallbacks, options=options)
        jobs = plan(records, to, workers, overwrite=overwrite, start=start)
        return await save_all(self._recordings, jobs, records, workers, on_progress)

    def _fetch(
        self,
        filename: str | None,
        *,
        fallbacks: Sequence[str],
        options: Options | None,
        seekable: bool = True,
    ) -> Fetch:
        from ._recording_fetch import fetch

        try:
            return fetch(
                filename,
                config=self._config,
                fallbacks=fallbacks,
                options=options,
                on_attempt=self._on_attempt,
                seekable=seekable,
            )
        finally:
            del filename  # as in download_recording()
