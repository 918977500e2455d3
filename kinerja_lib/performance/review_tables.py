"""Tables and figures of the indicator review."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.performance.charts import ARROWS, STATUS, plot_paths, plot_targets
from kinerja_lib.performance.review import IndicatorReview
from kinerja_lib.performance.review_findings import (
    ALL,
    CANNOT,
    NONE,
    SOME,
    _count,
    _finding,
    _outcome,
)
from kinerja_lib.publish import Figure, Finding, Quantity, Table
from kinerja_lib.tables.columns import NOT_APPLICABLE, NOT_COMPUTABLE, Column

SOURCE = _(
    "Sumber: {sumber} (realisasi); rencana kerja pemerintah (target nasional, bukan target "
    "wilayah)."
)
DIRECTIONS = {
    "naik": _("makin tinggi makin baik"),
    "turun": _("makin rendah makin baik"),
    "rentang": _("harus berada di dalam rentang"),
}
VERDICT = Column(_("Kesimpulan"), "verdict", kinds=STATUS, suffix=_("target nasional"))
NATIONAL_NOTE = _("Acuannya target nasional, bukan target wilayah itu sendiri.")
REFERENCE_NOTE = _(
    "Acuannya target nasional, bukan target wilayah itu sendiri. {pembanding}: "
    "pembanding, tidak ikut dihitung."
)
KEYS = (
    ("zone", _("zona target nasional")),
    ("edge", _("batas target nasional")),
    ("ok", _("tercapai atau lebih baik dari rentang")),
    ("bad", _("tidak tercapai")),
    ("na", _("tidak dapat dihitung")),
)


def tabulate_areas(review: IndicatorReview) -> Table:
    """Show each area's verdicts on the first screen."""
    columns = {
        "wilayah": Column(_("Wilayah"), "key"),
        "tercapai": Column(
            _("Tercapai (dari\N{NO-BREAK SPACE}{indikator})"), "count", short=_("Tercapai")
        ),
    }
    for i, row in enumerate(review.indicators.itertuples()):
        columns[f"nilai_{i}"] = _value_column(i, row)
    # Names come from the cards: as values, never as a message with fields of its own.
    names = {f"nama_{i}": name for i, name in enumerate(review.indicators["nama"])}
    return Table(
        review.areas,
        "kesimpulan",
        _("Realisasi dan kesimpulan {tahun} terhadap target nasional"),
        columns,
        subject="umum",
        place="glance",
        values={
            "tahun": str(review.year),
            "indikator": str(len(review.indicators)),
            "pembanding": review.reference_area,
            **names,
        },
        note=REFERENCE_NOTE if review.reference_area else NATIONAL_NOTE,
    )


def _value_column(position: int, row: object) -> Column:
    """Describe the column of one indicator: its value with the shape of its verdict."""
    return Column(
        f"{{nama_{position}}}",
        unit=row.satuan,
        decimals=row.desimal,
        short=row.nama_pendek,
        missing=NOT_COMPUTABLE,
        kinds=STATUS,
        status_from=f"kesimpulan_{position}",
        reason_from=f"alasan_{position}",
        suffix=_("target nasional"),
    )


def tabulate_quality(review: IndicatorReview) -> Table:
    """Show what is there and what is missing, per indicator."""
    columns = {
        "nama": Column(_("Indikator"), "key"),
        "diharapkan": Column(_("Angka diharapkan"), "count"),
        "terisi": Column(_("Dapat dipakai"), "count"),
        "turunan": Column(_("Turunan, tidak dipakai"), "count"),
        "bertarget": Column(_("Dengan target nasional"), "count"),
        "putus_seri": Column(_("Metode baru sejak"), "year", missing=NOT_APPLICABLE),
    }
    return Table(
        review.quality,
        "mutu",
        _("Angka yang ada dan yang tidak ada, seluruh tahun"),
        columns,
        subject="umum",
        note=_(
            "Angka diharapkan = wilayah kali tahun pada berkas. Tidak ada angka yang diisi "
            "perkiraan."
        ),
    )


TARGET_TITLE = {
    ALL: _("{indicator}: semua wilayah mencapai target nasional atau lebih baik"),
    SOME: _("{indicator}: {met} dari {areas} wilayah mencapai target nasional atau lebih baik"),
    NONE: _("{indicator}: tidak satu pun dari {areas} wilayah mencapai target nasional"),
    CANNOT: _("{indicator}: capaian tidak dapat dihitung karena target atau realisasi belum ada"),
}
SPREAD = {
    "ada": _(
        "Nilai tertinggi tercatat di {top} ({high}) dan terendah di {bottom} ({low}): selisih "
        "{gap}. Urutan ini bukan peringkat."
    ),
    "sama": _("Semua wilayah yang mempunyai angka tercatat pada {high}."),
    "satu": _("Hanya satu wilayah yang mempunyai angka."),
    CANNOT: _("Perbandingan antarwilayah tidak dapat dihitung."),
}


def chart_targets(review: IndicatorReview, position: int) -> Figure:
    """Compare the areas on one indicator in the year."""
    row = review.indicators.iloc[position]
    return Figure(
        plot_targets,
        review.rows(row["indikator"], year=review.year),
        f"capaian-{position + 1}",
        _title_targets(review, position),
        _target_columns(row),
        kind=_("Grafik target"),
        value="realisasi",
        keys=KEYS,
        subject="umum",
        caption=_("{indikator} terhadap target nasional, {tahun}"),
        options={"decimals": int(row["desimal"]), "polarity": row["arah"]},
        subtitle=_(
            "Satuan: {satuan}; tahun {tahun}. {panah} {arah}. Skala sama untuk semua wilayah dan "
            "tidak mulai dari nol."
        ),
        values=_words(review, position),
        source=SOURCE,
        remark=_find_spread(row, position),
    )


def _title_targets(review: IndicatorReview, position: int) -> Finding:
    row = review.indicators.iloc[position]
    judged = int(row["tercapai"] + row["tidak_tercapai"])
    values = {"indicator": row["nama"], "met": _count(row["tercapai"]), "areas": _count(judged)}
    unknown = review.own["wilayah"].nunique() - judged
    outcome = _outcome(int(row["tercapai"]), judged, unknown)
    return _finding(f"capaian-{position}", outcome, TARGET_TITLE, values, place="title")


def _target_columns(row: pd.Series) -> dict[str, Column]:
    own = {"unit": row["satuan"], "decimals": int(row["desimal"])}
    percent = {
        "unit": "%",
        "decimals": 1,
        "missing": NOT_COMPUTABLE,
        "reason_from": "alasan_capaian",
    }
    return {
        "wilayah": Column(_("Wilayah"), "key"),
        "kesimpulan": VERDICT,
        "realisasi": Column(_("Realisasi"), reason_from="alasan", missing=NOT_COMPUTABLE, **own),
        **_bound_columns(own),
        "capaian": Column(_("Capaian"), **percent),
        "capaian_terbatas": Column(_("Capaian, dibatasi"), **percent),
        "selisih": Column(_("Selisih dari batas"), missing=NOT_COMPUTABLE, **own),
    }


def _bound_columns(own: Mapping[str, Any]) -> dict[str, Column]:
    return {
        "target_bawah": Column(_("Target, batas bawah"), reason_from="alasan_batas", **own),
        "target_atas": Column(_("Target, batas atas"), reason_from="alasan_batas", **own),
    }


def _words(review: IndicatorReview, position: int) -> dict[str, str]:
    row = review.indicators.iloc[position]
    card = review.cards.set_index("indikator").loc[row["indikator"]]
    return {
        "indikator": row["nama"],
        "satuan": row["satuan"],
        "tahun": str(review.year),
        "panah": ARROWS[row["arah"]],
        "arah": DIRECTIONS[row["arah"]],
        "sumber": card["sumber"],
    }


# Unit of a value and of a difference in sentences, where they are not the card's own.
DIMENSIONLESS = {"%": ("%", _("poin persentase")), "indeks": ("", _("poin")), "rasio": ("", "")}


def _find_spread(row: pd.Series, position: int) -> Finding:
    known = row["wilayah_tertinggi"] != ""
    digits = int(row["desimal"])
    unit, gap_unit = DIMENSIONLESS.get(row["satuan"], (row["satuan"], row["satuan"]))
    outcome = CANNOT if not known else "ada"
    if known and row["tertinggi"] == row["terendah"]:
        outcome = "satu" if row["berangka"] == 1 else "sama"
    values = (
        {}
        if not known
        else {
            "top": row["wilayah_tertinggi"],
            "bottom": row["wilayah_terendah"],
            "high": Quantity(row["tertinggi"], unit, digits),
            "low": Quantity(row["terendah"], unit, digits),
            "gap": Quantity(row["tertinggi"] - row["terendah"], gap_unit, digits),
        }
    )
    return _finding(f"sebaran-{position}", outcome, SPREAD, values)


PATH_TITLE = {
    ALL: _("{indicator}: semua wilayah tercatat membaik sejak {start}"),
    SOME: _("{indicator}: {better} dari {areas} wilayah tercatat membaik sejak {start}"),
    NONE: _("{indicator}: tidak satu pun wilayah tercatat membaik sejak {start}"),
    CANNOT: _("{indicator}: perubahan tidak dapat dihitung"),
}


def chart_paths(review: IndicatorReview, position: int) -> Figure:
    """Follow one indicator over the years, a panel per area; no line crosses a series break."""
    row = review.indicators.iloc[position]
    return Figure(
        plot_paths,
        review.rows(row["indikator"]),
        f"perjalanan-{position + 1}",
        _title_paths(review, position),
        _path_columns(row),
        kind=_("Grafik deret waktu"),
        value="realisasi",
        order="tahun",
        series="wilayah",
        segment="segmen",
        keys=(*KEYS, ("break", _("putus seri"))),
        subject="umum",
        caption=_(
            "{indikator}, {satuan}, menurut tahun dan wilayah; kesimpulan terhadap target nasional"
        ),
        options={"decimals": int(row["desimal"]), "polarity": row["arah"], "year": review.year},
        subtitle=_(
            "Satuan: {satuan}. {panah} {arah}. Sumbu sama untuk semua wilayah dan tidak "
            "mulai dari nol; angka tebal adalah nilai {tahun}."
        ),
        values=_words(review, position),
        source=SOURCE,
    )


def _title_paths(review: IndicatorReview, position: int) -> Finding:
    row = review.indicators.iloc[position]
    paths = review.paths[review.paths["indikator"] == row["indikator"]]
    known = paths[paths["arah_perubahan"] != CANNOT]
    better = int((known["arah_perubahan"] == "membaik").sum())
    start = str(int(known["awal"].max())) if len(known) else ""
    values = {
        "indicator": row["nama"],
        "better": _count(better),
        "areas": _count(len(known)),
        "start": start,
    }
    outcome = _outcome(better, len(known), review.own["wilayah"].nunique() - len(known))
    return _finding(f"perjalanan-{position}", outcome, PATH_TITLE, values, place="title")


def _path_columns(row: pd.Series) -> dict[str, Column]:
    own = {"unit": row["satuan"], "decimals": int(row["desimal"])}
    return {
        "wilayah": Column(_("Wilayah"), "key"),
        "tahun": Column(_("Tahun"), "year"),
        "realisasi": Column(
            _("Realisasi"),
            reason_from="alasan_nilai",
            missing=NOT_COMPUTABLE,
            kinds=STATUS,
            status_from="kesimpulan",
            **own,
        ),
        **_bound_columns(own),
        "kesimpulan": VERDICT,
    }
