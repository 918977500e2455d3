"""The numbers in the sentences of an edition, from its blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kinerja_lib.privacy.primary_rules import MINIMUM, WITHHELD
from kinerja_lib.privacy.quotes import Quote, make_quotes
from kinerja_lib.privacy.sheets import Sheet

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
