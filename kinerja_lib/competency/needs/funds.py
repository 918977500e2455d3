"""Funds of the rules file against the funds of the catalogue, so that no money is lost unseen."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.competency.needs.review import NeedReview
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.publish import Finding, Table
from kinerja_lib.publish.phrases import CANNOT, NONE, count_quantity, make_finding, name_few
from kinerja_lib.tables.columns import NOT_APPLICABLE, NOT_COMPUTABLE, Column

MATCHED, NO_COURSE, NO_BUDGET = (
    _("ada anggaran dan pelatihan"),
    _("tanpa pelatihan"),
    _("tanpa anggaran"),
)
UNNAMED = _("tidak disebut")
KINDS = {MATCHED: "ok", NO_COURSE: "warn", NO_BUDGET: "bad"}
FUNDS = {
    NO_BUDGET: _(
        "**Anggaran sumber dana {names} tidak dinyatakan**, sehingga {courses} pelatihan {year} "
        "tidak dapat direncanakan. Tambahkan sumber dana itu pada pelatihan.anggaran dalam berkas "
        "aturan, atau perbaiki sumber_dana pada katalog."
    ),
    NO_COURSE: _(
        "**Sumber dana {names} mempunyai anggaran, tetapi tidak membiayai satu pun pelatihan "
        "{year}.** Cocokkan penulisannya dengan sumber_dana pada katalog; perbedaan ejaan atau "
        "huruf besar dibaca sebagai sumber dana lain."
    ),
    NONE: _("Setiap sumber dana pada katalog {year} mempunyai anggaran."),
    CANNOT: _("Katalog {year} belum ada, sehingga sumber dana tidak dapat dicocokkan."),
}


def compare_funds(review: NeedReview) -> pd.DataFrame:
    """Compare the funds of rules file and catalogue.

    Returns
    -------
    DataFrame
        dana, pelatihan (courses of the planned year), anggaran (rupiah, NaN not stated), penuh
        (cost of every class of those courses with all seats, rupiah, NaN where unknown), keadaan
        (`MATCHED`, `NO_COURSE`, `NO_BUDGET`). Empty where no budget is stated at all. A course
        that names no fund belongs to the only budget; with several it stands under `UNNAMED`.
    """
    budgets = {str(name): float(value) for name, value in review.budgets.items()}
    names = ["dana", "pelatihan", "anggaran", "penuh", "keadaan"]
    if not budgets:
        return pd.DataFrame(columns=names)
    rows = review.courses
    seats, classes = rows["peserta_maks"], rows["kelas_maks"].fillna(1)
    cost = classes * (rows["biaya_kelas"].fillna(0) + seats * rows["biaya_peserta"].fillna(0))
    only = next(iter(budgets)) if len(budgets) == 1 else UNNAMED
    fund = rows["sumber_dana"].astype(object).where(rows["sumber_dana"].notna(), only)
    grouped = cost.groupby(fund)
    used = pd.DataFrame({"pelatihan": grouped.size(), "penuh": grouped.sum(min_count=1)})
    table = used.join(pd.Series(budgets, name="anggaran", dtype=float), how="outer")
    table = table.rename_axis("dana").reset_index()
    table = table.assign(pelatihan=table["pelatihan"].fillna(0).astype(int), keadaan=MATCHED)
    state = table["keadaan"].mask(table["pelatihan"] == 0, NO_COURSE)
    return table.assign(keadaan=state.mask(table["anggaran"].isna(), NO_BUDGET))[names]


def find_funds(review: NeedReview) -> list[Finding]:
    """Name funds without a budget and budgets without a course; nothing where no budget is set."""
    rows, found = compare_funds(review), []
    if rows.empty:
        return []
    values = {"year": str(review.limits.year)}
    if not len(review.courses):
        return [make_finding("dana", CANNOT, FUNDS, values | {"names": [], "courses": ""})]
    for outcome in (NO_BUDGET, NO_COURSE):
        own = rows[rows["keadaan"] == outcome]
        names = name_few([clean_text(name, 60) for name in own["dana"]])
        courses = count_quantity(int(own["pelatihan"].sum()))
        fields = values | {"names": names, "courses": courses}
        if len(own):
            id = "dana-tanpa-anggaran" if outcome == NO_BUDGET else "dana-tanpa-pelatihan"
            found.append(make_finding(id, outcome, FUNDS, fields))
    fields = values | {"names": [], "courses": ""}
    return found or [make_finding("dana", NONE, FUNDS, fields)]


def tabulate_funds(review: NeedReview) -> list[Table]:
    """Show each fund with its courses and its budget."""
    frame = compare_funds(review)
    columns = {
        "dana": Column(_("Sumber dana"), "key"),
        "pelatihan": Column(_("Pelatihan")),
        "anggaran": Column(_("Anggaran"), unit=_("Rp"), missing=NOT_APPLICABLE),
        "penuh": Column(_("Biaya bila semua kelas penuh"), unit=_("Rp"), missing=NOT_COMPUTABLE,
                        short=_("Bila penuh")),
        "keadaan": Column(_("Keadaan"), "verdict", kinds=KINDS),
    }  # fmt: skip
    table = Table(frame, "sumber-dana", _("Anggaran dan pelatihan {tahun} menurut sumber dana"),
                  columns, subject="umum", values={"tahun": str(review.limits.year)})  # fmt: skip
    return [table] if len(frame) else []
