"""From the method and path of a request to the operation that it means."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import unquote

from callcenter_sandbox._spec import Operation, Schemas
from callcenter_sandbox._validation import Check
from callcenter_sandbox._verdicts import Refused, Verdict
from callcenter_sandbox._words import expected

_PARAMETER = re.compile(r"\{([^{}]+)\}")
_LONGEST_PATH = 120


@dataclass(frozen=True)
class Match:
    """An operation, with the values of its path parameters as texts."""

    operation: Operation
    parameters: dict[str, str]

    @cached_property
    def revision(self) -> int | None:
        """The revision in the path, whether or not the operation has it; None without a number."""
        value = _scalar(self.parameters.get("revision", ""))
        return value if isinstance(value, int) else None


class Routes:
    """The paths of the document.

    The case of the first letter of an operation's name doesn't matter, as at real servers (field
    notes). A template that ends in a parameter takes the rest of the path with its slashes: names
    of recordings have some.
    """

    def __init__(self, operations: Iterable[Operation], schemas: Schemas) -> None:
        self._schemas = schemas
        self._by_template: dict[str, dict[str, Operation]] = {}
        for operation in operations:
            self._by_template.setdefault(operation.template, {})[operation.method] = operation
        # What is fixed goes before what takes anything.
        templates = sorted(
            self._by_template, key=lambda template: -len(_PARAMETER.sub("", template))
        )
        self._patterns = [(template, _pattern(template)) for template in templates]
        self._prefixes = tuple({template.partition("{")[0] for template in templates} - {"/"})
        self._checks = {
            (operation.id, name): Check(schemas, schema)
            for operation in operations
            for name, schema in operation.parameters.items()
        }
        # Programs ask at the same few addresses, over and over.
        self._found = lru_cache(maxsize=256)(self._find)

    def find(self, method: str, target: str) -> Match:
        """The operation that a request means, whether or not its path parameters have valid values.

        Raises:
            Refused: There is none; the reason names the nearest one.
        """
        return self._found(method, target)

    def _find(self, method: str, target: str) -> Match:
        path = path_of(target)
        for template, pattern in self._patterns:
            found = pattern.fullmatch(path)
            if found is None or (template.startswith("/{") and path.startswith(self._prefixes)):
                continue
            methods = self._by_template[template]
            operation = methods.get("GET" if method == "HEAD" else method)
            if operation is not None:
                return Match(
                    operation, dict(zip(_PARAMETER.findall(template), found.groups(), strict=True))
                )
            if not template.startswith("/{"):
                known = next(iter(methods.values()))
                names = " or ".join(methods)
                raise Refused(
                    Verdict.WRONG_METHOD,
                    f"the method is {method}; {known.id} is asked for with {names}",
                )
        raise Refused(Verdict.UNKNOWN_OPERATION, self._no_operation(method, path))

    def check(self, match: Match) -> None:
        """Hold the path parameters against their schemas.

        Raises:
            Refused: One doesn't fit; the reason says which values the operation has.
        """
        for name, text in match.parameters.items():
            check = self._checks.get((match.operation.id, name))
            if check is not None and check.faults(_scalar(text)):
                allowed = expected(self._schemas, match.operation.parameters[name])
                verdict = (
                    Verdict.WRONG_REVISION if name == "revision" else Verdict.UNKNOWN_OPERATION
                )
                raise Refused(
                    verdict, f"{name} is {text!r} in the path; {match.operation.id} has {allowed}"
                )

    def _no_operation(self, method: str, path: str) -> str:
        text = f"the spec has no operation at {method} {path[:_LONGEST_PATH]}"
        by_name = {template.rsplit("/", 1)[-1].lower(): template for template in self._by_template}
        name = path.rstrip("/").rsplit("/", 1)[-1].lower()
        similar = difflib.get_close_matches(name, by_name, n=1, cutoff=0.7)
        if not similar:
            return text
        template = by_name[similar[0]]
        return f"{text}; did you mean {next(iter(self._by_template[template]))} {template}?"


def path_of(target: str) -> str:
    """The decoded path of a request target, without its query."""
    # A request through a proxy names the whole address.
    path = re.sub(r"^[A-Za-z]+://[^/?#]*", "", target)
    return unquote(re.split(r"[?#]", path, maxsplit=1)[0])


def _pattern(template: str) -> re.Pattern[str]:
    """The template as a pattern with one group for each parameter."""
    head, _, tail = template.rpartition("/")
    if tail[:1].isalpha():
        tail_pattern = f"[{tail[0].lower()}{tail[0].upper()}]{_literal(tail[1:])}"
    else:
        tail_pattern = _literal(tail)
    if tail.endswith("}"):
        tail_pattern = tail_pattern.removesuffix("([^/]+)") + "(.+)"
    return re.compile(f"{_literal(head)}/{tail_pattern}", re.DOTALL)


def _literal(text: str) -> str:
    parts = _PARAMETER.split(text)
    return "([^/]+)".join(re.escape(part) for part in parts[::2])


def _scalar(text: str) -> int | str:
    return int(text) if re.fullmatch(r"0|[1-9][0-9]{0,17}", text) else text
