"""Send the tables and sentences of a public edition through the disclosure gate.

The primary rules look at one row by itself. The gate knows all tables of the run, the other reports
that readers have and everything published before; what it asks for is withheld here, or the edition
is refused. Messages count cells and never name them: the verdict sheet inside the office does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kinerja_lib.errors import DisclosureError
from kinerja_lib.i18n import _
from kinerja_lib.privacy import gate as rules
from kinerja_lib.privacy.further import withhold_further
from kinerja_lib.privacy.gate import Ruling
from kinerja_lib.privacy.people import People
from kinerja_lib.privacy.primary_rules import COMPLEMENTARY, DIFFERENCE, NEVER
from kinerja_lib.privacy.sentences import withhold_quoting
from kinerja_lib.privacy.sheets import Sheet, make_sheet
from kinerja_lib.privacy.withholding import row_key
from kinerja_lib.reporting.ledger import Standing

WITHHOLD, REFUSE = "withhold", "refuse"
Block = dict[str, Any]
Pair = tuple[Mapping[str, Any], Block]  # a block before and after primary withholding


class GateError(DisclosureError):
    """An edition that may not be published; `cells` are for the verdict sheet only.

    `cells` are (edition, table, row, column, reason) each.
    """

    def __init__(self, message: str, cells: Sequence[tuple[str, str, str, str, str]]) -> None:
        super().__init__(message)
        self.cells = tuple(cells)


@dataclass(frozen=True)
class Gate:
    """What the gate knows beside the tables of the run.

    Attributes
    ----------
    report : str
    people : People or None
        Who stands behind the units of this run.
    standing : Standing
        What readers have already.
    differences : str
        `withhold` or `refuse`: what happens where an earlier publication gives a cell away.
    """

    report: str = ""
    people: People | None = None
    standing: Standing = field(default_factory=Standing)
    differences: str = WITHHOLD


@dataclass(frozen=True)
class Passed:
    """What came through the gate.

    Attributes
    ----------
    blocks : tuple of dict
        As the edition shows them, in their order.
    sheets : tuple of Sheet
        True numbers of all tables about people, with what is withheld in the end.
    further : tuple of (str, int, str)
        Table, row and column of every cell that the primary rules had left open.
    """

    blocks: tuple[Block, ...]
    sheets: tuple[Sheet, ...]
    further: tuple[tuple[str, int, str], ...]


def pass_gate(pairs: Sequence[Pair], sections: Sequence[str], gate: Gate) -> Passed:
    """Withhold what the gate asks for in the blocks of a public edition.

    Parameters
    ----------
    pairs : sequence of (dict, dict)
        Blocks before and after primary withholding, those that the edition shows.
    sections : sequence of str
        Id of the section of each block.
    gate : Gate

    Raises
    ------
    GateError
        Something would be given away whatever is withheld, an earlier publication gives a cell
        away where that is refused, or the gate needs a cell that a signed exception shows.
    """
    before = {place: _sheet_of(gate.report, *pair) for place, pair in enumerate(pairs)}
    sheets = {place: sheet for place, sheet in before.items() if sheet is not None}
    standing = gate.standing
    ruling = rules.rule_on(tuple(sheets.values()), gate.people, standing.others, standing.earlier)
    _refuse(ruling, tuple(sheets.values()), gate.differences)
    blocks = [
        _withhold(*pair, ruling) if place in sheets else pair[1] for place, pair in enumerate(pairs)
    ]
    after = {place: _sheet_of(gate.report, pairs[place][0], blocks[place]) for place in sheets}
    newly = {place: tuple(_newly(sheets[place], after[place])) for place in sheets}
    done = _withhold_sentences(blocks, sections, sheets, newly)
    further = [(sheets[place].table, *cell) for place, cells in newly.items() for cell in cells]
    return Passed(tuple(done), tuple(after.values()), tuple(further))


def _table_of(block: Mapping[str, Any]) -> Mapping[str, Any] | None:
    if block["kind"] == "figure":
        return block["table"]
    return block if block["kind"] == "table" else None


def _sheet_of(report: str, full: Mapping[str, Any], kept: Mapping[str, Any]) -> Sheet | None:
    """Make the sheet of a block; None where it has no table about people that shows anything."""
    table, shown = _table_of(full), _table_of(kept)
    if table is None or shown is None or not 0 < shown.get("minimum", 0) < NEVER:
        return None
    return make_sheet(report, table, shown)


def _refuse(ruling: Ruling, sheets: Sequence[Sheet], differences: str) -> None:
    """Refuse the edition where withholding does not help, or is not wanted."""
    keys = {sheet.table: sheet.rows for sheet in sheets}

    def name(table: str, row: int, column: str, reason: str) -> tuple[str, str, str, str, str]:
        rows = keys.get(table, ())
        return "public", table, " | ".join(rows[row]) if row < len(rows) else "", column, reason

    if ruling.refused:
        raise GateError(
            _(
                "Edisi publik tidak diterbitkan: {count} angka tetap dapat dihitung pembaca, apa "
                "pun yang ditahan. Gabungkan kelompok kecil, lalu jalankan ulang. Sel ada pada "
                "putusan-sel.csv di folder prosesnya."
            ).format(count=len(ruling.refused)),
            [name(*cell, COMPLEMENTARY) for cell in ruling.refused],
        )
    moved = [
        name(table, row, column, reason)
        for table, cells in ruling.withheld.items()
        for row, column, reason in cells
        if reason == DIFFERENCE
    ]
    if moved and differences == REFUSE:
        raise GateError(
            _(
                "Edisi publik tidak diterbitkan: {count} angka mengungkap pegawai yang pindah bila "
                "dibandingkan dengan terbitan sebelumnya, dan berkas params meminta penolakan "
                "(differences: refuse). Tulis differences: withhold agar angka itu ditahan, lalu "
                "jalankan ulang. Sel ada pada putusan-sel.csv di folder prosesnya."
            ).format(count=len(moved)),
            moved,
        )


def _withhold(full: Mapping[str, Any], kept: Block, ruling: Ruling) -> Block:
    table, shown = _table_of(full), _table_of(kept)
    cells = ruling.withheld.get(shown["id"], ())
    if not cells:
        return kept
    done = withhold_further(table, shown, cells)
    _refuse_excepted(done)
    return {**kept, "table": done} if kept["kind"] == "figure" else done


def _refuse_excepted(table: Mapping[str, Any]) -> None:
    """Refuse an edition in which a signed exception shows what must protect another cell."""
    hidden = {(row, column) for row, column, _reason in table["reasons"]}
    keys = [row_key(table, row) for row in table["rows"]]
    lost = [
        ("public", table["id"], " | ".join(key), column, COMPLEMENTARY)
        for key, column in table.get("excepted", ())
        for row, own in enumerate(keys)
        if own == tuple(key) and (row, column) in hidden
    ]
    if lost:
        raise GateError(
            _(
                "Edisi publik tidak diterbitkan: {count} angka dengan pengecualian bertanda tangan "
                "akan mengungkap angka lain yang ditahan. Hapus pengecualian itu, atau tambahkan "
                "pengecualian untuk angka lainnya. Sel ada pada putusan-sel.csv di folder "
                "prosesnya."
            ).format(count=len(lost)),
            lost,
        )


def _newly(before: Sheet, after: Sheet) -> Iterator[tuple[int, str]]:
    """Give row and column of each cell with a number that is withheld only now."""
    for row, name, _value, hidden in after.cells():
        if hidden and not before.columns[name].hidden[row]:
            yield row, name


def _withhold_sentences(
    blocks: Sequence[Block],
    sections: Sequence[str],
    sheets: Mapping[int, Sheet],
    newly: Mapping[int, Sequence[tuple[int, str]]],
) -> list[Block]:
    """Withhold sentences that quote a number which was withheld only now."""
    by_section: dict[str, set[float]] = {}
    for place, cells in newly.items():
        values = {sheets[place].columns[name].values[row] for row, name in cells}
        by_section.setdefault(sections[place], set()).update(v for v in values if v is not None)
    hidden = set().union(*by_section.values())

    def judge(finding: Block, section: str) -> Block:
        near = by_section.get(section, set()) | by_section.get(finding.get("section", ""), set())
        return withhold_quoting(finding, hidden, near, "public")

    if not hidden:
        return list(blocks)
    pairs = zip(blocks, sections, strict=True)
    return [_judge_block(block, section, judge) for block, section in pairs]


def _judge_block(block: Block, section: str, judge: Callable[[Block, str], Block]) -> Block:
    if block["kind"] == "finding":
        return judge(block, section)
    if block["kind"] != "figure":
        return block
    parts = {n: judge(block[n], section) for n in ("title", "remark") if block[n] is not None}
    return {**block, **parts}
