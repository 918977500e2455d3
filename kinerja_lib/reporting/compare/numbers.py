"""What differs between the numbers and sentences of two editions; files are not touched here.

Cells that either edition withholds are left out altogether: that a number is protected now, or was
before, is nobody's business either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kinerja_lib.privacy.withholding import WITHHELD
from kinerja_lib.reporting.compare.exact import TOLERANCE, same_number
from kinerja_lib.reporting.compare.snapshot import SentenceCopy, Snapshot, TableCopy, is_number

CHANGED, NEW, GONE = "berubah", "baru", "hilang"
_MEASURED = ("value", "count", "n", "verdict")
_RANKS = {"headline": 1, "answer": 1, "lead": 2, "heading": 2, "claim": 2}
_GLANCE, _OTHER_SENTENCE, _SHOWN, _FOLDED = 0, 3, 4, 5


@dataclass(frozen=True)
class NumberChange:
    """One cell of a table, or one number of a sentence, that differs between two editions.

    Parameters
    ----------
    kind : str
        `CHANGED`, `NEW` (only in the new edition) or `GONE` (only in the old one).
    table : str
        Id of the table, or of the sentence when `sentence` is true.
    caption : str
        Caption of the table; the sentence's text as it stands now.
    row : str
        What names the row; "" for a sentence.
    column, label, unit : str
        Name, head and unit of the column; of a sentence, name of the number and its unit.
    old, new : str
        The cells as CSV text; "" where there is none.
    decimals : int or None
        Digits shown on the page; None where they differ by row.
    rank : int
        0 for the first screen, then headline and answers, other sentences, tables, folded ones.
    sentence : bool
        Whether this is a number of a sentence.
    """

    kind: str
    table: str
    caption: str
    row: str
    column: str
    label: str
    unit: str
    old: str
    new: str
    decimals: int | None
    rank: int
    sentence: bool = False

    @property
    def difference(self) -> float | None:
        """New less old; None unless both are numbers."""
        if not (is_number(self.old) and is_number(self.new)):
            return None
        return float(Decimal(self.new) - Decimal(self.old))


@dataclass(frozen=True)
class SentenceChange:
    """One sentence that differs: its outcome, or only its text."""

    kind: str
    id: str
    place: str
    old_outcome: str
    new_outcome: str
    old: str
    new: str

    @property
    def other_outcome(self) -> bool:
        """Say whether the sentence draws another conclusion now."""
        return self.old_outcome != self.new_outcome


@dataclass(frozen=True)
class Changes:
    """Everything that differs between two editions.

    `texts` are cells of words (labels, names of officers) that differ, as `NumberChange`.
    """

    numbers: tuple[NumberChange, ...]
    sentences: tuple[SentenceChange, ...]
    texts: tuple[NumberChange, ...]

    def __bool__(self) -> bool:
        return bool(self.numbers or self.sentences or self.texts)


def compare_editions(old: Snapshot, new: Snapshot, *, same_language: bool = True) -> Changes:
    """Compare two editions of one report: numbers in the order of their weight, then sentences.

    Tables of named persons and the list of source files are left out. Where the languages differ,
    only the outcomes of sentences are compared, not their words.
    """
    numbers = [*_compare_tables(old, new, _MEASURED), *_compare_quantities(old, new)]
    texts = _compare_tables(old, new, ("text", "code"))
    sentences = [
        change
        for change in _compare_sentences(old, new)
        if same_language or change.kind != CHANGED or change.other_outcome
    ]
    order = {CHANGED: 0, NEW: 1, GONE: 2}
    return Changes(
        tuple(sorted(numbers, key=lambda change: (change.rank, order[change.kind]))),
        tuple(sorted(sentences, key=lambda change: not change.other_outcome)),
        tuple(texts),
    )


def _compare_tables(old: Snapshot, new: Snapshot, roles: tuple[str, ...]) -> Iterator[NumberChange]:
    names = [*new.tables, *(name for name in old.tables if name not in new.tables)]
    for name in names:
        before, after = old.tables.get(name), new.tables.get(name)
        shown = [table for table in (before, after) if table is not None]
        if not any(t.names_people or t.place == "lineage" for t in shown):
            yield from _compare_table(before, after, roles)


def _compare_table(
    before: TableCopy | None, after: TableCopy | None, roles: tuple[str, ...]
) -> Iterator[NumberChange]:
    table = after or before
    assert table is not None
    old_cells = {} if before is None else _cells(before, roles)
    new_cells = {} if after is None else _cells(after, roles)
    columns = {c["name"]: c for t in (before, after) if t for c in t.columns}
    rank = _GLANCE if table.place == "glance" else _FOLDED if table.fold else _SHOWN
    for place in [*new_cells, *(p for p in old_cells if p not in new_cells)]:
        kind, old, new = _judge(old_cells.get(place), new_cells.get(place))
        if kind:
            names, count, column = place
            spec = columns[column]
            row = ", ".join(names) + (f" ({count + 1})" if count else "")
            decimals = None if spec["decimals_from"] else spec["decimals"]
            yield NumberChange(
                kind, table.id, table.caption, row, column, spec["label"], spec["unit"],
                old, new, decimals, rank,
            )  # fmt: skip


def _cells(table: TableCopy, roles: tuple[str, ...]) -> dict[tuple[tuple[str, ...], int, str], str]:
    """Give the cells of the wanted roles by row and column."""
    wanted = [(i, c["name"]) for i, c in enumerate(table.columns) if c["role"] in roles]
    return {(*key, name): row[i] for key, row in table.keyed().items() for i, name in wanted}


def _judge(old: str | None, new: str | None) -> tuple[str, str, str]:
    """Say what became of a cell: kind ("" for nothing to tell), old and new text.

    An empty cell is a number that is not there, so a number that appears in it is new. Numbers that
    differ by no more than rounding does between versions of packages are the same.
    """
    before, after = old or "", new or ""
    if before == after or WITHHELD in (before, after):
        return "", "", ""
    if before and after and is_number(before) and is_number(after):
        same = same_number(before, after, TOLERANCE)
        return ("", "", "") if same else (CHANGED, before, after)
    return CHANGED if before and after else NEW if after else GONE, before, after


def _compare_quantities(old: Snapshot, new: Snapshot) -> Iterator[NumberChange]:
    """Compare the numbers of sentences that both editions show in words of the same kind."""
    for name, sentence in new.sentences.items():
        before = old.sentences.get(name)
        if before is None or before.withheld or sentence.withheld or sentence.outcome == "alt":
            continue
        for number, (value, unit, low, high) in sentence.numbers.items():
            earlier = before.numbers.get(number)
            if earlier is None:
                continue
            pairs = (("", earlier[0], value), (" (bawah)", earlier[2], low),
                     (" (atas)", earlier[3], high))  # fmt: skip
            rank = _RANKS.get(sentence.place, _OTHER_SENTENCE)
            for suffix, was, now in pairs:
                kind, was, now = _judge(was, now)
                if kind:
                    yield NumberChange(
                        kind, name, sentence.text, "", number + suffix, number + suffix, unit,
                        was, now, None, rank, sentence=True,
                    )  # fmt: skip


def _compare_sentences(old: Snapshot, new: Snapshot) -> Iterator[SentenceChange]:
    names = [*new.sentences, *(name for name in old.sentences if name not in new.sentences)]
    for name in names:
        before, after = old.sentences.get(name), new.sentences.get(name)
        if any(s is not None and (s.withheld or s.outcome == "alt") for s in (before, after)):
            continue
        facts = (_facts(before), _facts(after))
        if facts[0] != facts[1]:
            kind = NEW if before is None else GONE if after is None else CHANGED
            shown = after or before
            assert shown is not None
            yield SentenceChange(kind, name, shown.place, facts[0][0], facts[1][0],
                                 facts[0][1], facts[1][1])  # fmt: skip


def _facts(sentence: SentenceCopy | None) -> tuple[str, str]:
    return ("", "") if sentence is None else (sentence.outcome, sentence.text)


def count_kinds(changes: Iterable[NumberChange]) -> dict[str, int]:
    """Count changes by kind, in the order changed, new, gone."""
    found = {CHANGED: 0, NEW: 0, GONE: 0}
    for change in changes:
        found[change.kind] += 1
    return found
