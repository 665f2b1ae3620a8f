"""Call tasks: what is known of one, and who dials its numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from callcenter_sandbox._agents import Desks
from callcenter_sandbox._calling import Calling
from callcenter_sandbox._calls import TASK_SERVICE, Call, Origin
from callcenter_sandbox._json import JsonObject
from callcenter_sandbox._mail import Mail
from callcenter_sandbox._turns import NotPossible, Turns

STARTED, STOPPED, FINISHED = 0, 1, 2
"""`status` of taskinfo (read)."""

CALLEE_FIRST, AGENT_FIRST = 2, 5
"""`mode` (read, core)."""

_OF_AN_AGENT = "1"  # `purpose`: the sandbox has no groups
_DIALABLE = re.compile(r"[0-9]{3,16}")
_FIRST_ID = 77


@dataclass
class Task:
    """One call task.

    Attributes:
        id: Its `taskID`.
        customer: Whose it is.
        agent: The agent whom it is for.
        name: Its name.
        mode: 2, the callee is rung first, or 5, the agent is.
        multiplier: How many numbers are dialled at a time.
        callers: The caller IDs, used in turn; none: the agent's number is shown.
        user_data: The `userData` of the command that created it.
        status: 0 started, 1 stopped, 2 finished.
        numbers: The numbers in it, in the order in which they are dialled.
        dialled: How many of them were dialled.
        running: The sessions of its calls that aren't over.
    """

    id: str
    customer: str
    agent: str
    name: str
    mode: int
    multiplier: float
    callers: list[str] = field(repr=False)
    user_data: str
    status: int = STOPPED
    numbers: list[str] = field(default_factory=list[str], repr=False)
    dialled: int = 0
    running: list[str] = field(default_factory=list[str], repr=False)

    @property
    def remaining(self) -> int:
        """Numbers still to be dialled."""
        return len(self.numbers) - self.dialled


class Tasks:
    """The tasks of a sandbox. Use it within a turn.

    Args:
        turns: Whose turns.
        desks: The agents.
        calling: Makes the calls.
        mail: Takes the notifications.
        keep: How many tasks that are finished are kept; None: all.
    """

    def __init__(
        self, turns: Turns, desks: Desks, calling: Calling, mail: Mail, keep: int | None = None
    ) -> None:
        self._turns, self._desks, self._calling, self._mail = turns, desks, calling, mail
        self._keep = keep
        self.tasks: dict[str, Task] = {}
        desks.when_free = self._agent_is_free
        calling.when_over = self._call_is_over

    def create(
        self,
        customer: str,
        agent: str,
        callees: Sequence[str],
        *,
        mode: int,
        multiplier: float = 1,
        callers: Sequence[str] = (),
        name: str = "",
        user_data: str = "",
    ) -> tuple[Task, JsonObject]:
        """A new task.

        Returns:
            The task, and the report on its numbers.

        Raises:
            NotPossible: There is no such agent.
        """
        self._desks.state(agent)
        id_ = str(self._turns.count("task", _FIRST_ID))
        task = Task(
            id_, customer, agent, name or f"Task {id_}", mode, multiplier, list(callers), user_data
        )
        self.tasks[id_] = task
        report = self._take(task, callees)
        if self._turns.settings.creating_starts:
            self.start(task)
        return task, report

    def add(self, task: Task, callees: Sequence[str]) -> JsonObject:
        """More numbers for a task; one that is finished goes on with them.

        Returns:
            The report on them.
        """
        report = self._take(task, callees)
        if task.status == FINISHED and task.remaining:
            self._set_status(task, STARTED)
        self._dial(task)
        return report

    def start(self, task: Task) -> None:
        """Start a task, or leave it started.

        Raises:
            NotPossible: It is finished.
        """
        if task.status == FINISHED:
            raise NotPossible(f"task {task.id} is finished; add numbers, and it goes on")
        if task.status == STOPPED:
            self._set_status(task, STARTED)
            self._dial(task)

    def stop(self, task: Task) -> None:
        """Stop a task; its calls go on to their end.

        Raises:
            NotPossible: It is finished.
        """
        if task.status == FINISHED:
            raise NotPossible(f"task {task.id} is finished")
        if task.status == STARTED:
            self._set_status(task, STOPPED)

    def of(self, customer: str, id_: str) -> Task:
        """A task of a customer's.

        Raises:
            NotPossible: There is none.
        """
        task = self.tasks.get(id_)
        if task is None or task.customer != customer:
            raise NotPossible(f"there is no task {id_}")
        return task

    def current(self, customer: str, agent: str) -> Task | None:
        """The newest task of an agent that isn't finished.

        Raises:
            NotPossible: There is no such agent.
        """
        self._desks.state(agent)
        return next(
            (
                task
                for task in reversed(self.tasks.values())
                if (task.customer, task.agent) == (customer, agent) and task.status != FINISHED
            ),
            None,
        )

    def _take(self, task: Task, callees: Sequence[str]) -> JsonObject:
        """Take numbers, but for those in error and those that repeat."""
        known = set(task.numbers) if self._turns.settings.repeats == "task" else set[str]()
        errors = repeats = 0
        for number in callees:
            if not _DIALABLE.fullmatch(number):
                errors += 1
            elif number in known:
                repeats += 1
            else:
                known.add(number)
                task.numbers.append(number)
        self._changed(task)
        return {"total": str(len(callees)), "error": str(errors), "repeat": str(repeats)}

    def _set_status(self, task: Task, status: int) -> None:
        task.status = status
        self._changed(task)
        notify = {
            "type": "taskinfo",
            "taskID": task.id,
            "taskName": task.name,
            "calleeAmount": str(len(task.numbers)),
            "remainAmount": str(task.remaining),
            "status": str(status),
            "purpose": _OF_AN_AGENT,
            "staffNo": task.agent,
            "userData": task.user_data,
        }
        self._mail.post(task.customer, "taskinfo", f"task {task.id}", notify)

    def _dial(self, task: Task) -> None:
        """Dial as many numbers as the agent and the multiplier allow; finish when none is left."""
        if task.status != STARTED:
            return
        most = 1 if task.mode == AGENT_FIRST else int(task.multiplier)
        while (
            task.remaining
            and len(task.running) < most
            and self._desks.is_free(task.agent)
            and not self._is_talking(task)
        ):
            number = task.numbers[task.dialled]
            caller = task.callers[task.dialled % len(task.callers)] if task.callers else ""
            task.dialled += 1
            origin = Origin(task.customer, task.user_data, task.id, task.name, caller)
            if task.mode == AGENT_FIRST:
                call = self._calling.dial(origin, task.agent, number, TASK_SERVICE)
            else:
                call = self._calling.dial_callee_first(origin, task.agent, number)
            task.running.append(call.session)
            self._changed(task)
        if not task.remaining and not task.running:
            self._set_status(task, FINISHED)
            self._forget_the_oldest()

    def _forget_the_oldest(self) -> None:
        if self._keep is None or len(self.tasks) <= self._keep:
            return
        finished = [task.id for task in self.tasks.values() if task.status == FINISHED]
        for id_ in finished[: -self._keep]:
            del self.tasks[id_]
            self._turns.forget("task", id_)

    def _is_talking(self, task: Task) -> bool:
        return any(self._calling.calls[session].engaged for session in task.running)

    def _agent_is_free(self, number: str) -> None:
        for task in tuple(self.tasks.values()):
            if task.agent == number:
                self._dial(task)

    def _call_is_over(self, call: Call) -> None:
        task = self.tasks.get(call.task)
        if task is None:
            return
        task.running.remove(call.session)
        self._changed(task)
        self._dial(task)

    def _changed(self, task: Task) -> None:
        self._turns.changed("task", task.id, task)
