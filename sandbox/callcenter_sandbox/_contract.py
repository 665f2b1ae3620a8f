"""What the document makes of the platform: routes, checks and default replies, ready for use."""

from functools import lru_cache
from pathlib import Path

from callcenter_sandbox._document import UnusableSpec, default_spec, read_document
from callcenter_sandbox._recordings import named_in
from callcenter_sandbox._replies import DefaultReplies
from callcenter_sandbox._routes import Routes
from callcenter_sandbox._spec import Spec
from callcenter_sandbox._validation import Check


class Contract:
    """One document, made ready. It doesn't change, so any number of sandboxes may share it.

    Args:
        spec: The document.

    Raises:
        UnusableSpec: A schema of the document isn't one.

    Attributes:
        version: The version of the document.
        listed: Its operations, in its order.
        schemas: Its schemas.
        operations: The names of the operations.
        routes: From paths to operations.
        checks: The check of the message of each operation that answers with JSON, by operationId.
        response_checks: The check of a single response of each of these.
        replies: The default replies of each of these.
        safe: Those that only ask, and may be sent again (`x-retry: safe`).
        notifications: The names of the notifications (`webhooks`).
        recordings: The names of the recordings in these replies.
        texts: The platform's known texts of a result, by their names (§4).
    """

    def __init__(self, spec: Spec) -> None:
        self.version = spec.version
        self.listed = spec.operations
        self.routes = Routes(spec.operations, spec.schemas)
        self.schemas = spec.schemas
        self.checks: dict[str, Check] = {}
        self.response_checks: dict[str, Check] = {}
        self.replies: dict[str, DefaultReplies] = {}
        self.recordings: set[str] = set()
        for operation in spec.operations:
            if operation.reply is not None:
                replies = DefaultReplies(spec.schemas, operation)
                self.checks[operation.id] = Check(spec.schemas, operation.message or {})
                self.response_checks[operation.id] = Check(spec.schemas, replies.response_schema)
                self.replies[operation.id] = replies
                self.recordings.update(named_in(spec.schemas, operation.reply, replies.template))
        self.safe = frozenset(one.id for one in spec.operations if one.is_safe)
        self.operations = frozenset(one.id for one in spec.operations)
        self.notifications = frozenset(spec.schemas.resolve(spec.schemas.document.get("webhooks")))
        self.texts = spec.result_texts()

    @classmethod
    def of(cls, path: str | Path | None = None) -> "Contract":
        """The contract that a file tells, or the project's own.

        The same file is read once in a process, as long as it doesn't change: tests start many
        sandboxes.

        Raises:
            UnusableSpec: The document can't be played.
        """
        path = default_spec() if path is None else Path(path)
        try:
            stat = path.stat()
        except OSError as error:
            raise UnusableSpec(f"{path}: can't be read ({error.strerror})") from None
        return _made(path.resolve(), stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=8)
def _made(path: Path, mtime_ns: int, size: int) -> Contract:
    del mtime_ns, size  # they are part of the key alone
    document = read_document(path)
    try:
        return Contract(Spec(document))
    except UnusableSpec as error:
        raise UnusableSpec(f"{path}: {error}") from None
