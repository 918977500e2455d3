"""The numbers in the sentences of an edition, from its blocks, and the sentences without them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from kinerja_lib.privacy.primary_rules import MINIMUM, WITHHELD
from kinerja_lib.privacy.quotes import Quote, find_hidden, make_quotes
from kinerja_lib.privacy.sentences import withhold_stating
from kinerja_lib.privacy.sheets import Sheet, hide_cells

_MINIMUM = MINIMUM["public"]["kinerja"]


def quote_findings(report: str, blocks: Sequence[Mapping[str, Any]]) -> tuple[Sheet, ...]:
    """Give the numbers in the sentences of the blocks of a public edition as a sheet."""
    return make_quotes(report, map(_quote, _list_findings(blocks)), _MINIMUM)


def _list_findings(blocks: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for block in blocks:
        parts = [block.get("title"), block.get("remark")] if block["kind"] == "figure" else [block]
        for one in parts:
            if one is not None and one["kind"] == "finding" and one["outcome"] != WITHHELD:
                yield one


def _quote(finding: Mapping[str, Any]) -> Quote:
    values = [value for value in finding["values"].values() if isinstance(value, dict)]
    return finding["n"], [float(v["value"]) for v in values if v["value"] is not None]


def withhold_told(
    blocks: Sequence[Mapping[str, Any]], quotes: Sequence[Sheet]
) -> list[dict[str, Any]]:
    """Withhold the sentences that state a withheld number."""
    for sheet in quotes:
        sizes, stated = find_hidden(sheet)

        def judge(
            finding: Mapping[str, Any],
            sizes: Collection[float] = sizes,
            stated: Collection[tuple[float, float]] = stated,
        ) -> dict[str, Any]:
            n, numbers = _quote(finding)
            told = n in sizes or any((n, number) in stated for number in numbers)
            return withhold_stating(finding) if told else dict(finding)

        blocks = [judge_findings(block, judge) for block in blocks]
    return [dict(block) for block in blocks]


def judge_findings(
    block: Mapping[str, Any], judge: Callable[[Mapping[str, Any]], dict[str, Any]]
) -> dict[str, Any]:
    """Judge the sentences of a block: itself, or the title and the remark of a figure."""
    if block["kind"] == "finding":
        return judge(block)
    if block["kind"] != "figure":
        return dict(block)
    parts = {name: judge(block[name]) for name in ("title", "remark") if block[name] is not None}
    return {**block, **parts}


def keep_stated(quotes: Sequence[Sheet], blocks: Sequence[Mapping[str, Any]]) -> tuple[Sheet, ...]:
    """Mark the numbers that no sentence of the blocks states as withheld."""
    stated = {
        (n, number)
        for n, numbers in map(_quote, _list_findings(blocks))
        for number in (n, *numbers)
    }
    gone = {
        (place, row, name)
        for place, sheet in enumerate(quotes)
        for row, name, value, _hidden in sheet.cells()
        if (sheet.columns["n"].values[row], value) not in stated
    }
    return tuple(hide_cells(quotes, gone))
