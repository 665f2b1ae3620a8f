"""Those who work on an inbox in this process: told of what comes, and waited for at the end."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from callcenter_client.webhooks._forks import Forking

if TYPE_CHECKING:
    from collections.abc import Callable, Generator


class Crew(Forking):
    """The threads of this process that work on one inbox. A forked child begins with none.

    Args:
        leave: Called once nobody works any more, after the dismissal.

    Attributes:
        is_dismissed: Each is to stop after what it has in hand.
    """

    def __init__(self, leave: Callable[[], None]) -> None:
        self._leave = leave
        self.is_dismissed = False
        self.forked()
        super().__init__()

    def forked(self) -> None:
        """The parent's threads are not here, and one of them may have held the lock."""
        self._news = threading.Condition()
        self._at_work: set[int] = set()

    @contextmanager
    def joined(self) -> Generator[None]:
        """This thread works."""
        me = threading.get_ident()
        with self._news:
            self._at_work.add(me)
        try:
            yield
        finally:
            with self._news:
                self._at_work.discard(me)
                self._news.notify_all()
                if self.is_dismissed and not self._at_work:
                    self._leave()

    def tell(self) -> None:
        """Something has come."""
        with self._news:
            self._news.notify_all()

    def wait(self, seconds: float) -> None:
        """For so long; what comes wakes at once."""
        with self._news:
            if not self.is_dismissed:
                self._news.wait(seconds)

    def dismiss(self) -> None:
        """Have all stop, and wait for that; not for this thread itself."""
        with self._news:
            self.is_dismissed = True
            self._news.notify_all()
            mine = {threading.get_ident()}
            self._news.wait_for(lambda: self._at_work <= mine)
            if not self._at_work:
                self._leave()
