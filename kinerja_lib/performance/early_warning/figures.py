"""The figure and the tables of the early warning."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.basis.periods import name_period
from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.i18n import _
from kinerja_lib.performance.achievement.words import make_finding
from kinerja_lib.performance.charts import plot_projections
from kinerja_lib.performance.early_warning.review import OFF, STATUS, UNSURE, EarlyWarning
from kinerja_lib.publish import Figure, Quantity, Table
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    NONE,
    SOME,
    count_quantity,
    limit_quantity,
    name_share,
)
from kinerja_lib.tables.columns import NOT_APPLICABLE, NOT_COMPUTABLE, Column

LINES, FEWEST = 10, 5
_ASIDE = (
    "waktu",
    "rencana",
    "n_nilai",
    "cara",
)  # columns that only the CSV of all projections holds
TITLE = {
    ALL: _("Semua {projected} deret di luar jalur ke target akhir tahun"),
    SOME: _("{off} dari {projected} deret di luar jalur ke target akhir tahun"),
    NONE: _("Tidak satu pun dari {projected} deret di luar jalur ke target akhir tahun"),
    CANNOT: _("Proyeksi akhir tahun tidak dapat dihitung"),
}
KEYS = (
    ("zone", _("target akhir tahun")),
    ("previous", _("rencana sampai periode ini")),
    ("whisker", _("kisaran proyeksi")),
    ("ok", _("nilai terakhir; di jalur")),
    ("warn", _("nilai terakhir; belum pasti")),
    ("bad", _("nilai terakhir; di luar jalur")),
)
SUBTITLE = _(
    "Satuan berbeda tiap baris; tiap baris mempunyai sumbu sendiri. Garis: kisaran proyeksi "
    "{batas} bila pola berlanjut. Yang di luar jalur di atas; paling banyak sepuluh baris, bukan "
    "peringkat."
)
NOTE = {  # by whether some card does not say whether values add up
    False: _(
        "Proyeksi: garis lurus melalui selisih nilai dari rencana selama {bulan} bulan terakhir, "
        "paling sedikit {nilai} nilai; angka yang menjumlah dalam tahun memakai perbandingan "
        "realisasi dengan rencana. Di luar jalur: seluruh kisaran {batas} di luar target. Tidak "
        "melintasi putus seri. Menjumlah atau tidaknya dinyatakan pada kartu."
    ),
    True: _(
        "Proyeksi: garis lurus melalui selisih nilai dari rencana selama {bulan} bulan terakhir, "
        "paling sedikit {nilai} nilai; angka yang menjumlah dalam tahun memakai perbandingan "
        "realisasi dengan rencana. Di luar jalur: seluruh kisaran {batas} di luar target. Tidak "
        "melintasi putus seri. Untuk {tebakan} deret, kartunya tidak menyatakan menjumlah atau "
        "tidaknya; hal itu diperkirakan dari rencananya."
    ),
}
WAYS = {
    (True, False): _("kumulatif"),
    (True, True): _("kumulatif (perkiraan dari rencana)"),
    (False, False): _("tidak kumulatif"),
    (False, True): _("tidak kumulatif (perkiraan dari rencana)"),
}


def chart_warning(warning: EarlyWarning) -> list[Figure]:
    """Draw the series off track, then the uncertain ones; nothing where none was projected."""
    rows = _order(warning)
    if rows.empty:
        return []
    values = {
        "projected": count_quantity(warning.projected),
        "off": count_quantity(len(warning.off)),
    }
    outcome = name_share(len(warning.off), warning.projected)
    figure = Figure(
        plot_projections,
        rows.head(min(max(len(warning.off), FEWEST), LINES)),
        "peringatan-dini",
        make_finding("peringatan-gambar", outcome, TITLE, values, place="title"),
        _columns(drawn=True),
        kind=_("Grafik target dan proyeksi"),
        value="dari_target",
        keys=KEYS,
        caption=_("Nilai terakhir, rencana, dan proyeksi akhir tahun"),
        subtitle=SUBTITLE,
        subject="umum",
        note=NOTE[warning.guessed > 0],
        values=_rule_values(warning),
    )
    return [figure]


def _rule_values(warning: EarlyWarning) -> dict[str, object]:
    pace = warning.pace
    return {
        "bulan": limit_quantity(pace.span),
        "nilai": limit_quantity(pace.minimum),
        "batas": limit_quantity(100 * pace.level, "%"),
        "tebakan": Quantity(warning.guessed),
    }


def _order(warning: EarlyWarning) -> pd.DataFrame:
    """Put the series that were projected in order: off track, uncertain, on track."""
    rows = _name_rows(warning.series)
    place = rows["jalur"].map({OFF: 0, UNSURE: 1}).fillna(2)
    projected = rows[rows["proyeksi"].notna()]
    order = place[projected.index].sort_values(kind="stable").index
    return projected.loc[order].reset_index(drop=True)


def _name_rows(series: pd.DataFrame) -> pd.DataFrame:
    """Name rows by indicator and, where it is not the owner that is measured, unit."""
    unit = series["unit"].where(series["unit"] != series["pemilik"], "")
    title = series["nama"].where(unit == "", series["nama"] + ", " + unit)
    middle = series[["target_bawah_tahun", "target_atas_tahun"]].mean(axis=1)
    share = 100 * series["proyeksi"].astype(float) / middle.where(middle > 0)
    when = [name_period(p, short=True) if isinstance(p, str) else None for p in series["terakhir"]]
    added = zip(series["menjumlah"].fillna(False), series["akumulasi"].isna(), strict=True)
    ways = [WAYS[bool(up), guess] for up, guess in added]
    mark = series["tanda_proyeksi"].where(series["tanda_proyeksi"] != "")
    return series.assign(judul=title, dari_target=share, waktu=when, tanda_proyeksi=mark, cara=ways)


def _columns(*, drawn: bool) -> dict[str, Column]:
    number = {"decimals_from": "desimal"}
    reason = {"missing": NOT_COMPUTABLE, "reason_from": "alasan_jalur", **number}
    columns = {
        "judul": Column(_("Indikator"), "key"),
        "jalur": Column(_("Proyeksi terhadap target"), "verdict", kinds=STATUS),
        "nilai_terakhir": Column(_("Nilai terakhir"), **number),
        "waktu": Column(_("Periode"), "text"),
        "rencana": Column(_("Rencana sampai periode ini"), **number),
        "proyeksi": Column(_("Proyeksi akhir tahun"), **reason),
        "rendah": Column(_("Kisaran, batas bawah"), **reason),
        "tinggi": Column(_("Kisaran, batas atas"), **reason),
        "target_bawah_tahun": Column(_("Target tahun, batas bawah"), **number),
        "target_atas_tahun": Column(_("Target tahun, batas atas"), **number),
        "satuan": Column(_("Satuan"), "text"),
        "cara": Column(_("Akumulasi dalam tahun"), "text"),
        "tanda_proyeksi": Column(_("Tanda"), "text", missing=_("tidak ada")),
    }
    share = Column(_("Proyeksi dari target"), unit="%", decimals=1, missing=NOT_APPLICABLE)
    drawing = {"arah": Column(_("Arah"), "code"), "dari_target": share}
    shorter = {name: column for name, column in columns.items() if name not in _ASIDE}
    return columns | drawing if drawn else shorter


def tabulate_warning(warning: EarlyWarning) -> Table:
    """Show every series that was projected, folded; the others with their reason per indicator."""
    return Table(
        _order(warning),
        "proyeksi",
        _("Proyeksi deret ke akhir tahun"),
        _columns(drawn=False),
        subject="umum",
        fold=True,
        helpers=_ASIDE,
        note=NOTE[warning.guessed > 0],
        values=_rule_values(warning),
    )


def tabulate_unprojected(warning: EarlyWarning) -> Table:
    """Count per indicator the series that cannot be projected, with the reason; folded."""
    rows = warning.series[warning.series["proyeksi"].isna()]
    groups = rows.groupby(["iku_id", "nama", "alasan_jalur"], sort=False)
    columns = {
        "nama": Column(_("Indikator"), "key"),
        "alasan_jalur": Column(_("Sebab"), "text"),
        "deret": Column(_("Deret")),
    }
    return Table(
        groups.size().rename("deret").reset_index(),
        "tanpa-proyeksi",
        _("Deret yang tidak dapat diproyeksikan"),
        columns,
        subject="umum",
        fold=True,
    )


def trace(warning: EarlyWarning) -> list[TraceLine]:
    """Say how the projections were made."""
    source = (
        "target_realisasi.realisasi, rencana, target_bawah, target_atas; iku.putus_seri, akumulasi"
    )
    rows, series = int(warning.series["n_nilai"].sum()), len(warning.series)
    what = {
        "proyeksi": (_("Proyeksi akhir tahun"), _PROJECTION),
        "rendah": (_("Kisaran proyeksi"), _RANGE),
        "jalur": (_("Kesimpulan proyeksi"), _TRACK),
    }
    return [
        TraceLine(f"proyeksi.{name}", title, formula, "", source, rows, series)
        for name, (title, formula) in what.items()
    ]


_PROJECTION = _(
    "rencana akhir tahun + garis lurus melalui (realisasi − rencana); untuk angka yang menjumlah: "
    "realisasi + sisa rencana × jumlah realisasi / jumlah rencana"
)
_RANGE = _("proyeksi ± t × galat baku nilai baru (Draper dan Smith 1998; Royall 1970)")
_TRACK = _("di luar jalur bila seluruh kisaran di luar target; di jalur bila seluruhnya di dalam")
