"""The values that a page carries for programs: the `data` elements of its lineage."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

_COMPARED = ("numbers", "reference_date", "code", "lock", "python", "tools", "seed", "rules")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name = found.get("data-name")
        if tag == "data" and name:
            self.values[name] = found.get("value") or ""


def read_page_values(html: str) -> dict[str, Any]:
    """Read name and value of each line of the lineage; a value that is no JSON stays text."""
    reader = _Reader()
    reader.feed(html)
    return {name: _parse(value) for name, value in reader.values.items()}


def find_contradictions(values: Mapping[str, Any], record: Mapping[str, Any]) -> list[str]:
    """Name what the page says otherwise than run.json."""
    wrong = [name for name in _COMPARED if values.get(name) != record.get(name)]
    parameters = record.get("parameters", {})
    stated = {
        name.partition(".")[2]: value
        for name, value in values.items()
        if name.startswith("parameters.")
    }
    return wrong + [
        f"parameters.{name}"
        for name in sorted(set(stated) | set(parameters))
        if stated.get(name) != parameters.get(name)
    ]


def _parse(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text
