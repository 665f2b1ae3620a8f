"""What the sandbox refuses only when asked to: replays and wrong clocks (§2)."""

import threading
import time
from collections import OrderedDict

from callcenter_sandbox._json import JsonObject, whole
from callcenter_sandbox._settings import Settings
from callcenter_sandbox._verdicts import Refused, Verdict

_MOST = 200_000
_SMALLEST_MS = 10**11  # a stamp below this is seconds: as milliseconds it would be 1973


class Strictness:
    """Remembers what came, for those who want repetitions refused."""

    def __init__(self) -> None:
        self._seen: OrderedDict[tuple[str, str], None] = OrderedDict()
        self._lock = threading.Lock()

    def check(self, message: JsonObject, settings: Settings) -> None:
        """Hold a message whose digest is right against the switches.

        Raises:
            Refused: It comes again, or its clock is wrong.
        """
        block = message["authentication"]
        if settings.max_skew is not None:
            stamp = whole(block["timestamp"])
            seconds = stamp / 1000 if stamp >= _SMALLEST_MS else float(stamp)
            skew = seconds - time.time()
            if abs(skew) > settings.max_skew:
                raise Refused(
                    Verdict.WRONG_TIME,
                    f"authentication.timestamp is {abs(skew):.0f} s in the "
                    f"{'future' if skew > 0 else 'past'}; this sandbox allows {settings.max_skew:g} s",
                )
        if settings.refuse_replays and not self._is_new(str(block["customer"]), str(block["seq"])):
            raise Refused(
                Verdict.REPLAYED,
                f"authentication.seq is {str(block['seq'])[:40]}, which came before; "
                "each message, also one that is sent again, needs a seq of its own",
            )

    def _is_new(self, customer: str, seq: str) -> bool:
        with self._lock:
            if (customer, seq) in self._seen:
                return False
            self._seen[customer, seq] = None
            if len(self._seen) > _MOST:
                self._seen.popitem(last=False)
            return True
