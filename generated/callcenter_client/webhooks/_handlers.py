# Made by "python -m generator generate" from the spec: change that, not this file.
"""Which function takes which notification."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, get_args, overload

from ._events import Notification
from ._log import log

R = TypeVar("R")
T1 = TypeVar("T1", bound=Notification)
T2 = TypeVar("T2", bound=Notification)
T3 = TypeVar("T3", bound=Notification)
T4 = TypeVar("T4", bound=Notification)
T5 = TypeVar("T5", bound=Notification)
T6 = TypeVar("T6", bound=Notification)
T7 = TypeVar("T7", bound=Notification)
T8 = TypeVar("T8", bound=Notification)

_CLASSES: frozenset[Any] = frozenset(get_args(Notification) or (Notification,))


class Handlers:
    """Calls the function that is registered for a notification's class; itself a handler for all receivers.

    A notification that no function wants is acknowledged, and that's all. Functions may be coroutine functions where the
    receiver is `areceive` or `asgi_app`.

    >>> handlers = Handlers()
    >>> @handlers.on(TaskInfo)
    ... def one(event: TaskInfo) -> None:
    ...     print("here it is")
    >>> handlers(TaskInfo())
    here it is
    """

    def __init__(self) -> None:
        self._by_class: dict[type[Any], Callable[[Any], Any]] = {}
        self._default: Callable[[Any], Any] | None = None

    def __repr__(self) -> str:
        names = [cls.__name__ for cls in self._by_class] + ["default"] * (self._default is not None)
        return f"Handlers({', '.join(names)})"

    @overload
    def on(self, class1: type[T1], /) -> Callable[[Callable[[T1], R]], Callable[[T1], R]]: ...

    @overload
    def on(
        self, class1: type[T1], class2: type[T2], /
    ) -> Callable[[Callable[[T1 | T2], R]], Callable[[T1 | T2], R]]: ...

    @overload
    def on(
        self, class1: type[T1], class2: type[T2], class3: type[T3], /
    ) -> Callable[[Callable[[T1 | T2 | T3], R]], Callable[[T1 | T2 | T3], R]]: ...

    @overload
    def on(
        self, class1: type[T1], class2: type[T2], class3: type[T3], class4: type[T4], /
    ) -> Callable[[Callable[[T1 | T2 | T3 | T4], R]], Callable[[T1 | T2 | T3 | T4], R]]: ...

    @overload
    def on(
        self,
        class1: type[T1],
        class2: type[T2],
        class3: type[T3],
        class4: type[T4],
        class5: type[T5],
        /,
    ) -> Callable[
        [Callable[[T1 | T2 | T3 | T4 | T5], R]], Callable[[T1 | T2 | T3 | T4 | T5], R]
    ]: ...

    @overload
    def on(
        self,
        class1: type[T1],
        class2: type[T2],
        class3: type[T3],
        class4: type[T4],
        class5: type[T5],
        class6: type[T6],
        /,
    ) -> Callable[
        [Callable[[T1 | T2 | T3 | T4 | T5 | T6], R]], Callable[[T1 | T2 | T3 | T4 | T5 | T6], R]
    ]: ...

    @overload
    def on(
        self,
        class1: type[T1],
        class2: type[T2],
        class3: type[T3],
        class4: type[T4],
        class5: type[T5],
        class6: type[T6],
        class7: type[T7],
        /,
    ) -> Callable[
        [Callable[[T1 | T2 | T3 | T4 | T5 | T6 | T7], R]],
        Callable[[T1 | T2 | T3 | T4 | T5 | T6 | T7], R],
    ]: ...

    @overload
    def on(
        self,
        class1: type[T1],
        class2: type[T2],
        class3: type[T3],
        class4: type[T4],
        class5: type[T5],
        class6: type[T6],
        class7: type[T7],
        class8: type[T8],
        /,
    ) -> Callable[
        [Callable[[T1 | T2 | T3 | T4 | T5 | T6 | T7 | T8], R]],
        Callable[[T1 | T2 | T3 | T4 | T5 | T6 | T7 | T8], R],
    ]: ...

    def on(self, *classes: type[Any]) -> Callable[[Callable[[Any], R]], Callable[[Any], R]]:
        """Register the decorated function for these classes of notifications.

        Args:
            classes: One or more, `UnknownNotification` being one of them.

        Raises:
            TypeError: Something else than the classes of notifications.
            ValueError: None at all, or one that has a function already.
        """
        if not classes:
            raise ValueError("on() needs at least one class of notifications")
        for cls in classes:
            if cls not in _CLASSES:
                raise TypeError(f"{cls!r} is no class of notifications: one of {_named(_CLASSES)}")
            if cls in self._by_class:
                raise ValueError(f"{cls.__name__} has a handler already")

        def register(handler: Callable[[Any], R]) -> Callable[[Any], R]:
            self._by_class.update(dict.fromkeys(classes, handler))
            return handler

        return register

    def default(self, handler: Callable[[Notification], R]) -> Callable[[Notification], R]:
        """Register the decorated function for all that no other one takes, those of an unknown type too.

        Raises:
            ValueError: There is one already.
        """
        if self._default is not None:
            raise ValueError("there is a default handler already")
        self._default = handler
        return handler

    def find(self, event: Notification) -> Callable[[Any], Any]:
        """The function that takes this notification; one that does nothing when none does."""
        return self._by_class.get(type(event)) or self._default or _nothing

    def __call__(self, event: Notification) -> Any:
        """Call the function that takes it, and return what it returns."""
        return self.find(event)(event)


def _nothing(event: Notification) -> None:
    log.debug("nobody handles a %s", type(event).__name__)


def _named(classes: frozenset[type[Any]]) -> str:
    return ", ".join(sorted(cls.__name__ for cls in classes))
