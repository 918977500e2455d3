"""Figure of gaps: mean shortfall by unit and competency."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.competency.charts.gaps import plot_gap_heat
from kinerja_lib.competency.gaps.review import GapReview
from kinerja_lib.competency.gaps.summaries import count_units
from kinerja_lib.competency.gaps.tables import LEVELS, READING, SOURCE
from kinerja_lib.i18n import _
from kinerja_lib.publish import Figure, Finding, Quantity
from kinerja_lib.publish.phrases import FEWEST, NONE, SOME, make_finding
from kinerja_lib.tables.choices import COMPETENCIES
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

UNITS = 12  # most units drawn
TITLE = {
    SOME: _("Rerata kekurangan terbesar, {level}, ada di {unit} pada {competency}"),
    NONE: _("Tidak ada kelompok cukup besar yang reratanya di bawah syarat"),
}
_COLUMNS = {
    "nama": Column(_("Unit"), "key"),
    "kompetensi": Column(_("Kompetensi"), "key"),
    "kekurangan": Column(_("Rerata kekurangan"), unit=LEVELS, decimals=2, missing=NOT_COMPUTABLE),
    "n": Column(_("Dinilai"), "n"),
}


def chart_units(review: GapReview) -> list[Figure]:
    """Draw the largest units by the nine managerial and sociocultural competencies.

    Internal only: in most units fewer than ten people fall short of a level, and their mean times
    n tells how many.
    """
    rows = _choose_rows(review)
    if not len(rows) or not rows["n"].any():
        return []
    return [
        Figure(
            plot_gap_heat,
            rows,
            "kesenjangan-peta",
            _find_title(rows),
            _COLUMNS,
            kind=_("Peta panas"),
            value="kekurangan",
            editions=("internal",),
            caption=_("Rerata kekurangan menurut unit dan kompetensi"),
            subtitle=_(
                "Satuan: tingkat, rerata pegawai yang dinilai. Paling banyak {banyak} unit "
                "terbesar, menurut abjad; bukan peringkat. Kosong: tidak ditampilkan atau belum "
                "dinilai."
            ),
            values={"banyak": str(UNITS)},
            note=READING,
            source=SOURCE,
            remark=Finding("peta-batas", NONE, LIMIT, subject="umum"),
        )
    ]  # fmt: skip


LIMIT = {
    NONE: _(
        "Peta ini tidak menunjukkan sebab, dan beda antarunit dapat berasal dari penilai yang "
        "berbeda."
    )
}


def _choose_rows(review: GapReview) -> pd.DataFrame:
    """Choose the units with most people rated, every one with the nine competencies."""
    table = count_units(review)
    table = table[table["kompetensi"].isin(COMPETENCIES)]
    table = table.assign(kompetensi=table["kompetensi"].astype(str))
    sizes = table.groupby("unit_id")["n"].sum().sort_values(ascending=False, kind="stable")
    rows = table[table["unit_id"].isin(sizes.index[:UNITS])]
    order = pd.Categorical(rows["kompetensi"], COMPETENCIES, ordered=True)
    rows = rows.assign(urut=order).sort_values(["nama", "unit_id", "urut"], ignore_index=True)
    return rows.drop(columns="urut")


def _find_title(rows: pd.DataFrame) -> Finding:
    """Name the largest mean shortfall among groups large enough for both editions."""
    known = rows[(rows["n"] >= FEWEST) & (rows["kekurangan"] > 0)]
    if not len(known):
        return make_finding("kesenjangan-peta-judul", NONE, TITLE, {}, place="title")
    top = known.loc[known["kekurangan"].idxmax()]
    values = {
        "unit": str(top["nama"]),
        "competency": str(top["kompetensi"]),
        "level": Quantity(float(top["kekurangan"]), LEVELS, 2),
    }
    n = int(top["n"])
    return make_finding("kesenjangan-peta-judul", SOME, TITLE, values, place="title", n=n)
