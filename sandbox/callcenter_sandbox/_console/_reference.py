"""The reference page: each operation and notification of the document that is played, as HTML.

Refusals link to it (`/reference#CallNumber`). It is made when it is asked for, from the document, so it
always tells what this sandbox goes by. All text of the document is escaped.
"""

import json
import re
from collections.abc import Iterable, Iterator
from html import escape

from callcenter_sandbox._console._fields import (
    Described,
    Field,
    notifications_of,
    operations_of,
)
from callcenter_sandbox._contract import Contract

_CODE = re.compile(r"`([^`\n]+)`")


def reference_page(contract: Contract) -> str:
    """The page of a document."""
    operations, notifications = list(operations_of(contract)), list(notifications_of(contract))
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<title>Reference · call-centre sandbox</title>",
        '<link rel="icon" href="data:,"><link rel="stylesheet" href="/console/console.css">',
        '</head><body class="reference">',
        '<header><h1>Reference</h1><p><a href="/">To the console</a></p></header>',
        f"<main><p>What this sandbox goes by: version {escape(contract.version)} of the API description.</p>",
        _contents("Operations", operations),
        _contents("Notifications", notifications),
        *(_section(one, "A command", "A response", "An example of a reply") for one in operations),
        *(_section(one, "What it tells", "", "An example") for one in notifications),
        "</main></body></html>",
    ]
    return "\n".join(parts)


def _contents(title: str, described: Iterable[Described]) -> str:
    items = "".join(
        f'<li><a href="#{escape(one.id)}">{escape(one.id)}</a> {escape(one.summary)}</li>'
        for one in described
    )
    return f"<nav aria-label='{title}'><h2>{title}</h2><ul class='contents'>{items}</ul></nav>"


def _section(one: Described, command: str, response: str, example: str) -> str:
    id_ = escape(one.id)
    parts = [
        f'<section id="{id_}" aria-labelledby="{id_}-name" tabindex="-1">',
        f'<h2 id="{id_}-name">{id_}</h2>',
        f"<p><strong>{escape(one.summary)}</strong></p>{_prose(one.says)}",
        f"<p><code>{escape(one.method)} {escape(one.path)}</code></p>",
        _facts(one.facts),
        _table("In the path", one.parameters, id_),
        _table(command, one.command, id_),
        _table(response, one.response, f"{id_}.response"),
    ]
    if one.reply is not None:
        text = escape(json.dumps(one.reply, ensure_ascii=False, indent=2))
        parts.append(
            f'<details><summary>{example}</summary><pre tabindex="0">{text}</pre></details>'
        )
    return "\n".join([*(part for part in parts if part), "</section>"])


def _facts(facts: Iterable[tuple[str, str]]) -> str:
    items = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts)
    return f"<dl class='facts'>{items}</dl>" if items else ""


def _table(title: str, fields: tuple[Field, ...], place: str) -> str:
    if not fields:
        return ""
    rows = "".join(_row(field, place) for field in fields)
    head = "".join(f'<th scope="col">{name}</th>' for name in ("field", "takes", "what it is"))
    return (
        f'<h3>{title}</h3><div class="wide" tabindex="0" role="region" aria-label="{title} of {place}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(field: Field, place: str) -> str:
    needed = '<span class="required">required</span>' if field.required else ""
    notes = "".join(f"<p>{escape(note)}</p>" for note in _notes(field))
    return (
        f'<tr id="{place}.{escape(field.name)}"><th scope="row"><code>{escape(field.name)}</code>'
        f"{needed}</th><td>{escape(field.wants)}</td><td>{_prose(field.says)}{notes}</td></tr>"
    )


def _notes(field: Field) -> Iterator[str]:
    labelled = [f"{value}: {label}" for value, label in field.choices if label]
    if labelled:
        more = "; other values too" if field.is_open else ""
        yield f"{'; '.join(labelled)}{more}"
    if field.deprecated:
        yield field.deprecated
    if field.why:
        yield f"known from: {field.why}"


def _prose(text: str) -> str:
    """Paragraphs, and code in them; the rest of Markdown is shown as it is written."""
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]
    coded = [_CODE.sub(r"<code>\1</code>", escape(part)) for part in paragraphs]
    return "".join(f"<p>{part}</p>" for part in coded)
