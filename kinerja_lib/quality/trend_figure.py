"""The figure of quarantined rows per quarter."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.publish import Figure, Finding, Quantity
from kinerja_lib.publish.phrases import CANNOT, count_quantity
from kinerja_lib.quality.charts import plot_quarters
from kinerja_lib.quality.figures import SOURCE
from kinerja_lib.quality.inspect import QualityReview
from kinerja_lib.quality.words import make_finding
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

TREND_TITLE = {
    "naik": _(
        "{aside} dari {rows} baris triwulan terakhir dikarantina; bagiannya naik dari setahun lalu"
    ),
    "turun": _(
        "{aside} dari {rows} baris triwulan terakhir dikarantina; bagiannya turun dari setahun lalu"
    ),
    "tetap": _(
        "{aside} dari {rows} baris triwulan terakhir dikarantina; bagiannya tidak berubah secara "
        "berarti dari setahun lalu"
    ),
    "satu": _(
        "{aside} dari {rows} baris triwulan terakhir dikarantina; setahun lalu tidak ada data"
    ),
    CANNOT: _("Bagian baris yang dikarantina per triwulan tidak dapat dihitung"),
}


_QUARTER_COLUMNS = {
    "triwulan": Column(_("Triwulan"), "key"),
    "persen": Column(_("Dikarantina"), unit="%", decimals=1, missing=NOT_COMPUTABLE),
    "rows_in": Column(_("Baris masuk"), "count"),
    "quarantined": Column(_("Baris dikarantina"), "count"),
}


def chart_quarters(review: QualityReview) -> Figure:
    """Show the quarantined share of all rows per quarter."""
    rows = review.quarters[review.quarters["table"] == ""]
    return Figure(
        plot_quarters,
        rows,
        "triwulan",
        _title_quarters(rows, review.limits.trend_margin),
        _QUARTER_COLUMNS,
        kind=_("Grafik deret waktu"),
        value="persen",
        keys=(
            ("zone", _("mutu A")),
            ("edge", _("batas mutu A")),
            ("ok", _("di dalam batas")),
            ("bad", _("di luar batas")),
        ),
        caption=_("Baris yang dikarantina per triwulan, semua tabel bersama"),
        subtitle=_(
            "Satuan: % dari baris masuk. Tiap baris masuk ke triwulan tempat periodenya berakhir; "
            "baris yang periodenya setahun penuh hanya ada pada tabel tahunan."
        ),
        options={"limit": 100.0 - float(review.limits.shares[0])},
        subject="umum",
        source=SOURCE,
    )


def _title_quarters(rows: pd.DataFrame, margin: float) -> Finding:
    known = rows.set_index("urutan")
    last = known.index.max() if len(known) else None
    if last is None or pd.isna(known.loc[last, "persen"]):
        return make_finding("triwulan-gambar", CANNOT, TREND_TITLE, {}, place="title")
    now, before = known.loc[last], known["persen"].get(last - 4)
    aside = int(now["quarantined"])
    values = {
        "aside": count_quantity(aside) if aside else _("tidak satu pun"),
        "rows": Quantity(int(now["rows_in"])),
    }
    if before is None or pd.isna(before):
        outcome = "satu"
    else:
        step = float(now["persen"] - before)
        outcome = "tetap" if abs(step) <= margin else "naik" if step > 0 else "turun"
    return make_finding("triwulan-gambar", outcome, TREND_TITLE, values, place="title")
