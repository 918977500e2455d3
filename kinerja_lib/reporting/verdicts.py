"""The verdict sheet: for each output of each edition the rule, what was withheld, the outcome.

It names the cells that are withheld, so it stays inside the office; readers get counts only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kinerja_lib.i18n import _
from kinerja_lib.privacy.primary_rules import COMPLEMENTARY, MINIMUM, NEVER, REASONS, WITHHELD
from kinerja_lib.privacy.withholding import row_key
from kinerja_lib.reporting.collect import Document, Section
from kinerja_lib.reporting.csv_files import write_csv
from kinerja_lib.reporting.edition import Edition

SHEET, CELLS = "putusan.csv", "putusan-sel.csv"
PASSED, PARTLY, HIDDEN = _("lulus"), _("lulus, sebagian ditahan"), _("ditahan")
NOT_FOR, REFUSED = _("tidak untuk edisi ini"), _("ditolak")
EXCEPTED = _("lulus dengan pengecualian")
NOT_COMPARED = _("tidak dibandingkan")
REASON_WORDS = {
    "jumlah": _("kelompok kecil"),
    "satu_kelas": _("semua satu kelas"),
    "turunan": _("mengikuti sel lain"),
    "ekstrem": _("kuantil kelompok kecil"),
    "dominasi": _("satu penyumbang besar"),
    "komplementer": _("pelindung sel lain"),
    "pembedaan": _("beda dengan terbitan lain"),
}
_COLUMNS = ("edisi", "jenis", "keluaran", "aturan", "sel", *REASONS, "dikecualikan", "putusan")
_CELL_COLUMNS = ("edisi", "tabel", "baris", "kolom", "aturan")


@dataclass(frozen=True)
class Verdict:
    """One output of one edition: table, figure, sentence, text or file."""

    edition: str
    kind: str
    id: str
    rule: str
    cells: int
    outcome: str
    reasons: Mapping[str, int] = field(default_factory=dict)  # hidden cells by rule
    excepted: int = 0

    def as_row(self) -> list[object]:
        """Give the line of the sheet."""
        counts = [self.reasons.get(reason, 0) for reason in REASONS]
        return [self.edition, self.kind, self.id, self.rule, self.cells, *counts, self.excepted,
                self.outcome]  # fmt: skip


def judge_outputs(document: Document, edition: Edition) -> list[Verdict]:
    """Give a verdict for every object of a document in one edition, in their order.

    What the edition leaves out has a verdict too. Hidden cells without a rule of their own were
    hidden so that others cannot be worked out.
    """
    shown = {
        (block["kind"], block["id"]): block
        for section in edition.sections
        for block in section.blocks
        if "id" in block
    }
    found: list[Verdict] = []
    for block in document.blocks():
        if block["kind"] in ("table", "figure", "finding"):
            kept = shown.get((block["kind"], block["id"]))
            found += _judge(block, kept, edition.name)
    found.append(Verdict(edition.name, _("berkas"), "findings.csv", _("sama dengan kalimatnya"),
                         0, PASSED))  # fmt: skip
    return found


def judge_section(section: Section, edition: str) -> list[Verdict]:
    """Give a verdict for each output of a section made from numbers that were checked before."""
    rule = _("dari angka yang sudah diperiksa")
    found = []
    for block in section.blocks:
        if block["kind"] == "finding":
            found.append(_judge_finding(block, _("kalimat"), rule, edition))
        elif block["kind"] == "table":
            verdict = _judge_table(block, _("tabel"), rule, edition)
            found += [verdict, _of_file(verdict)]
    return found


def _of_file(verdict: Verdict) -> Verdict:
    """Give the verdict of the CSV file of a table or figure."""
    return replace(verdict, kind=_("berkas"), id=f"tables/{verdict.id}.csv")


def _judge(
    block: Mapping[str, Any], kept: Mapping[str, Any] | None, edition: str
) -> Iterator[Verdict]:
    kinds = {"table": _("tabel"), "figure": _("gambar"), "finding": _("kalimat")}
    kind, name = kinds[block["kind"]], block["id"]
    subject = block["table"]["subject"] if block["kind"] == "figure" else block["subject"]
    rule = name_rule(edition, subject)
    if kept is None:
        yield Verdict(edition, kind, name, rule, 0, NOT_FOR)
        return
    if block["kind"] == "finding":
        yield _judge_finding(kept, kind, rule, edition)
        return
    table = kept["table"] if block["kind"] == "figure" else kept
    verdict = _judge_table(table, kind, rule, edition)
    yield verdict
    if block["kind"] == "figure":
        yield from (
            _judge_finding(kept[part], kinds["finding"], rule, edition)
            for part in ("title", "remark")
            if kept[part] is not None
        )
    yield _of_file(verdict)


def _judge_finding(kept: Mapping[str, Any], kind: str, rule: str, edition: str) -> Verdict:
    hidden = kept["outcome"] == WITHHELD
    reasons = {REASONS[0]: 1} if hidden else {}
    return Verdict(edition, kind, kept["id"], rule, 1, HIDDEN if hidden else PASSED, reasons)


def _judge_table(table: Mapping[str, Any], kind: str, rule: str, edition: str) -> Verdict:
    reasons = Counter(reason for _row, _column, reason in hidden_cells(table))
    figures = ("value", "count", "n", "verdict", "text", "code")
    places = [i for i, column in enumerate(table["columns"]) if column["role"] in figures]
    cells = len(places) * len(table["rows"])
    hidden = sum(reasons.values())
    outcome = PASSED if not hidden else HIDDEN if hidden >= cells else PARTLY
    excepted = len(table.get("excepted", ()))
    return Verdict(edition, kind, table["id"], rule, cells, outcome, reasons, excepted)


def hidden_cells(table: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Give row key, column and rule of every hidden cell of a table's JSON."""
    names = [column["name"] for column in table["columns"]]
    known = {(row, name): reason for row, name, reason in table.get("reasons", ())}
    for number, row in enumerate(table["rows"]):
        for name, value in zip(names, row, strict=True):
            if value == WITHHELD:
                yield row_key(table, row), name, known.get((number, name), COMPLEMENTARY)


def name_rule(edition: str, subject: str) -> str:
    """Say by which rule outputs of a subject are checked in an edition."""
    minimum = MINIMUM[edition][subject]
    if minimum == 0:
        return _("bukan tentang orang")
    if minimum == NEVER:
        return _("komentar tidak ditampilkan")
    return _("paling sedikit {minimum} orang").format(minimum=minimum)


def write_sheet(
    folder: Path,
    verdicts: Sequence[Verdict],
    editions: Sequence[Edition],
    refused: Sequence[Sequence[str]] = (),
) -> None:
    """Write the verdicts and the list of hidden cells into a folder that only insiders read.

    `refused` are the cells for which the gate refused an edition: edition, table, row, column,
    reason.
    """
    write_csv(folder / SHEET, _COLUMNS, (verdict.as_row() for verdict in verdicts))
    cells = [
        [edition.name, table["id"], " | ".join(key), column, reason]
        for edition in editions
        for table in edition.tables()
        for key, column, reason in hidden_cells(table)
    ]
    write_csv(folder / CELLS, _CELL_COLUMNS, [*cells, *(list(cell) for cell in refused)])


def refused_verdict(edition: str, message: str) -> Verdict:
    """Give the verdict of a run that was refused, in the words of the refusal."""
    return Verdict(edition, _("laporan"), _("seluruh laporan"), message, 0, REFUSED)


def unknown_verdict(edition: str, runs: int) -> Verdict:
    """Give the verdict on publications that nothing is kept of, so nothing was compared."""
    rule = _("{count} terbitan tanpa catatan angka").format(count=runs)
    return Verdict(edition, _("laporan"), _("terbitan sebelumnya"), rule, 0, NOT_COMPARED)


def summarize(verdicts: Sequence[Verdict]) -> list[tuple[str, str, str, str, str]]:
    """Give for the page what did not pass whole: edition, kind, output, cells by rule, outcome."""
    names = {"internal": _("internal"), "public": _("publik")}
    rows = []
    for verdict in verdicts:
        if verdict.outcome not in (PASSED, NOT_FOR) or verdict.excepted:
            outcome = EXCEPTED if verdict.outcome == PASSED else verdict.outcome
            told = [f"{_(REASON_WORDS[r])} {n}" for r, n in verdict.reasons.items() if n]
            if verdict.excepted:
                told.append(_("dikecualikan {n}").format(n=verdict.excepted))
            edition = names[verdict.edition]
            rows.append((edition, verdict.kind, verdict.id, ", ".join(told), _(outcome)))
    return rows
