"""What is wrong with a sheet as a whole, found while its columns are assigned."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kinerja_lib.config.mappings import ColumnMapping
from kinerja_lib.config.wording import quote
from kinerja_lib.i18n import _
from kinerja_lib.sources.reading.sheet import RawSheet
from kinerja_lib.sources.table_plan import Plan
from kinerja_lib.tables.names import squash


@dataclass(frozen=True)
class SheetProblem:
    """Something about a sheet as a whole; `column` is a contract column, or empty."""

    file: str
    sheet: str
    fault: str  # tabel_tidak_dikenal, kolom_ganda, kode_tanpa_arti, or one of those below
    message: str
    what_to_do: str
    table: str = ""
    column: str = ""


def list_doubled(sheet: RawSheet, plan: Plan) -> list[SheetProblem]:
    """Say which headers occur several times."""
    message = _("Judul {header} ada {count} kali (kolom ke-{places}); yang pertama yang dibaca.")
    remedy = _("Hapus kolom yang berulang, atau beri judul lain, lalu ekspor ulang.")
    return [
        SheetProblem(
            sheet.file,
            sheet.sheet,
            "kolom_ganda",
            message.format(
                header=quote(sheet.headers[places[0]]),
                count=len(places),
                places=", ".join(str(place + 1) for place in places),
            ),
            remedy,
            plan.contract.name,
            column,
        )
        for column, places in plan.doubled.items()
    ]


def list_nameless(sheet: RawSheet, plan: Plan, filled: Collection[str]) -> list[SheetProblem]:
    """Say how to name a sheet whose period stands neither in a column nor in a name."""
    named = plan.mapping.from_name if plan.mapping else ()
    kinds = {c: plan.contract.field(c).kind for c in named if c not in filled}
    missing = [c for c, kind in kinds.items() if kind in ("period", "code")]
    message = _("{column} tidak tertulis pada kolom, dan nama lembar atau berkas tidak jelas.")
    remedy = _("Beri nama lembar seperti {example}, atau tambahkan kolom {column}.")
    return [
        SheetProblem(
            sheet.file,
            sheet.sheet,
            "periode_tidak_jelas",
            message.format(column=quote(column)),
            remedy.format(
                column=quote(column),
                example=quote("2026-1" if kinds[column] == "code" else "Juli 2026"),
            ),
            plan.contract.name,
            column,
        )
        for column in missing
    ]


def list_wordless(
    sheet: RawSheet, plan: Plan, places: Mapping[str, Collection[int]]
) -> list[SheetProblem]:
    """Say which columns hold number codes without a stated meaning, at these places."""
    message = _("Kolom {header} hanya berisi kode angka tanpa arti yang tertulis; tidak dibaca.")
    remedy = _("Ekspor kolom yang berisi teks, atau tulis arti kode pada 'values' di pemetaan.")
    return [
        SheetProblem(
            sheet.file,
            sheet.sheet,
            "kode_tanpa_arti",
            message.format(header=quote(sheet.headers[min(found)])),
            remedy,
            plan.contract.name,
            column,
        )
        for column, found in places.items()
    ]


def list_unused(
    sheet: RawSheet, plan: Plan, mappings: Iterable[ColumnMapping]
) -> list[SheetProblem]:
    """Say which headers a known export lacks, where the sheet is no whole table without it."""
    if plan.mapping or not plan.absent:
        return []
    marks = {squash(header) for header in sheet.headers}
    message = _("Pemetaan {mapping} tidak dipakai: judul {headers} tidak ada.")
    remedy = _("Lengkapi kolomnya di sumber, atau sesuaikan 'signature' pada pemetaan itu.")
    problems = []
    for mapping in mappings:
        lost = [g[0] for g in mapping.signature if marks.isdisjoint(map(squash, g))]
        if mapping.table == plan.contract.name and 0 < len(lost) * 2 <= len(mapping.signature):
            named = message.format(
                mapping=quote(mapping.name), headers=", ".join(quote(name) for name in lost)
            )
            problems.append(
                SheetProblem(
                    sheet.file,
                    sheet.sheet,
                    "judul_pemetaan_kurang",
                    named,
                    remedy,
                    plan.contract.name,
                )
            )
    return problems
