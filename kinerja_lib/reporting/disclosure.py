"""Send the tables and sentences of a public edition through the disclosure gate.

The primary rules look at one row by itself. The gate knows all tables of the run, the other reports
that readers have and everything published before; what it asks for is withheld here, or the edition
is refused. Messages count cells and never name them: the verdict sheet inside the office does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from kinerja_lib.errors import DisclosureError
from kinerja_lib.i18n import _
from kinerja_lib.privacy import gate as rules
from kinerja_lib.privacy.further import Further, withhold_further
from kinerja_lib.privacy.gate import Ruling
from kinerja_lib.privacy.movers import find_differences
from kinerja_lib.privacy.people import People
from kinerja_lib.privacy.primary_rules import COMPLEMENTARY, DIFFERENCE, FOLLOWS, NEVER
from kinerja_lib.privacy.sentences import find_unnamed, withhold_naming, withhold_quoting
from kinerja_lib.privacy.sheets import Address, Sheet, hide_cells, make_sheet
from kinerja_lib.privacy.withholding import row_key
from kinerja_lib.reporting.ledger import Standing
from kinerja_lib.reporting.quotes import judge_findings, keep_stated, quote_findings, withhold_told

WITHHOLD, REFUSE = "withhold", "refuse"
Block = dict[str, Any]
Named = tuple[str, str, str, str, str]  # edition, table, row, column, reason
Pair = tuple[Mapping[str, Any], Block]  # a block before and after primary withholding


class GateError(DisclosureError):
    """An edition that may not be published; `cells` are for the verdict sheet only."""

    def __init__(self, message: str, cells: Sequence[Named]) -> None:
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
    quotes : tuple of Sheet
        The numbers in the sentences, withheld where no sentence states them in the end.
    """

    blocks: tuple[Block, ...]
    sheets: tuple[Sheet, ...]
    further: tuple[tuple[str, int, str], ...]
    quotes: tuple[Sheet, ...] = ()


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
    quotes = quote_findings(gate.report, [kept for _full, kept in pairs])
    ruling = ask_gate(tuple(sheets.values()), gate.people, gate.standing, quotes)
    _refuse(ruling, (*sheets.values(), *quotes), gate.differences)
    cells: dict[int, list[Further]] = {}
    told: set[Address] = set()
    places = list(sheets)
    for (own, row, column), reason in sorted(ruling.withheld.items()):
        if own < len(places):
            cells.setdefault(places[own], []).append((row, column, reason))
        else:
            told.add((own - len(places), row, column))
    blocks = [_withhold(*pair, cells.get(place, ())) for place, pair in enumerate(pairs)]
    after = {
        place: _guard(_sheet_of(gate.report, pairs[place][0], blocks[place]), cells.get(place, ()))
        for place in sheets
    }
    newly = {place: tuple(_newly(sheets[place], after[place])) for place in sheets}
    done = _withhold_sentences(blocks, sections, sheets, newly)
    done = withhold_told(done, hide_cells(quotes, told))
    further = [(sheets[place].table, *cell) for place, own in newly.items() for cell in own]
    shown = keep_stated(quotes, done)
    further += [
        (q.table, r, name) for q in shown for r, name, _value, hidden in q.cells() if hidden
    ]
    return Passed(tuple(done), tuple(after.values()), tuple(further), shown)


def ask_gate(
    sheets: Sequence[Sheet], people: People | None, standing: Standing, quotes: Sequence[Sheet] = ()
) -> Ruling:
    """Rule on the tables of a run and its sentences beside what readers have already.

    The sentences come after the tables in the addresses of the ruling.
    """
    differences = find_differences(sheets, people, standing.earlier)
    sheets, others = [*sheets, *quotes], standing.others
    earlier, period = standing.earlier, standing.period
    return rules.rule_on(sheets, people, others, earlier, differences, period)


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
    if ruling.refused:
        raise GateError(
            _(
                "Edisi publik tidak diterbitkan: {count} angka tetap dapat dihitung pembaca, apa "
                "pun yang ditahan. Gabungkan kelompok kecil, lalu jalankan ulang. Sel ada pada "
                "putusan-sel.csv di folder prosesnya."
            ).format(count=len(ruling.refused)),
            [_name(sheets, cell, COMPLEMENTARY) for cell in ruling.refused],
        )
    if ruling.others:
        raise GateError(
            _(
                "Edisi publik tidak diterbitkan: bersama laporan lain yang terbit, {count} angka "
                "yang ditahan di sana dapat dihitung pembaca. Gabungkan kelompok kecil, lalu "
                "jalankan ulang."
            ).format(count=ruling.others),
            [],
        )
    moved = [cell for cell, reason in ruling.withheld.items() if reason == DIFFERENCE]
    if moved and differences == REFUSE:
        raise GateError(
            _(
                "Edisi publik tidak diterbitkan: {count} angka mengungkap sedikit pegawai yang "
                "pindah, datang, pergi, atau baru dinilai bila dibandingkan dengan terbitan "
                "sebelumnya, dan berkas params meminta penolakan (differences: refuse). Tulis "
                "differences: withhold agar angka itu ditahan, lalu jalankan ulang. Sel ada pada "
                "putusan-sel.csv di folder prosesnya."
            ).format(count=len(moved)),
            [_name(sheets, cell, DIFFERENCE) for cell in sorted(moved)],
        )


def _name(sheets: Sequence[Sheet], cell: Address, reason: str) -> Named:
    """Name a cell for the verdict sheet."""
    place, row, column = cell
    sheet = sheets[place]
    return "public", sheet.table, " | ".join(sheet.rows[row]), column, reason


def _withhold(full: Mapping[str, Any], kept: Block, cells: Sequence[Further]) -> Block:
    table, shown = _table_of(full), _table_of(kept)
    if not cells or table is None or shown is None:
        return kept
    signed = _find_excepted(shown)
    follow = [c for c in cells if c[2] != FOLLOWS or c[:2] not in signed]
    done = withhold_further(table, shown, follow)
    _refuse_excepted(done, signed)
    return {**kept, "table": done} if kept["kind"] == "figure" else done


def _find_excepted(table: Mapping[str, Any]) -> set[tuple[int, str]]:
    """Give row and column of the cells that signed exceptions show.

    That such a number follows from others of its row is what was signed.
    """
    excepted = {(tuple(key), column) for key, column in table.get("excepted", ())}
    return {
        (place, column)
        for place, row in enumerate(table["rows"])
        for key, column in excepted
        if row_key(table, row) == key
    }


def _refuse_excepted(table: Mapping[str, Any], signed: set[tuple[int, str]]) -> None:
    """Refuse an edition in which a signed exception shows what must protect another cell."""
    hidden = {(row, column) for row, column, _reason in table["reasons"]}
    lost = [
        (
            "public",
            table["id"],
            " | ".join(row_key(table, table["rows"][row])),
            column,
            COMPLEMENTARY,
        )
        for row, column in sorted(signed & hidden)
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


def _guard(sheet: Sheet | None, cells: Sequence[Further]) -> Sheet:
    """Mark the cells that an earlier publication gives away: they need protection at any size."""
    if sheet is None:
        raise ValueError("a table that went into the gate comes out of it")
    columns = dict(sheet.columns)
    for row, name, reason in cells:
        if reason == DIFFERENCE:
            guarded = columns[name].guarded | {row}
            columns[name] = replace(columns[name], guarded=guarded)
    return replace(sheet, columns=columns)


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
    """Withhold sentences that quote a number withheld only now, or name a unit without verdict."""
    by_section: dict[str, set[float]] = {}
    unnamed: dict[str, set[str]] = {}
    for block, section in zip(blocks, sections, strict=True):
        table = _table_of(block)
        if table is not None and table.get("minimum"):
            unnamed.setdefault(section, set()).update(find_unnamed(table))
    for place, cells in newly.items():
        values = {sheets[place].columns[name].values[row] for row, name in cells}
        by_section.setdefault(sections[place], set()).update(v for v in values if v is not None)
    hidden = set().union(*by_section.values())

    def judge(finding: Block, section: str) -> Block:
        near = by_section.get(section, set()) | by_section.get(finding.get("section", ""), set())
        found = withhold_quoting(finding, hidden, near, "public")
        names = unnamed.get(section, set()) | unnamed.get(finding.get("section", ""), set())
        return withhold_naming(found, names, "public")

    pairs = zip(blocks, sections, strict=True)
    return [judge_findings(block, partial(judge, section=section)) for block, section in pairs]
