"""Figures of the indicator review."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.performance.achievement.words import VERDICT_KEYS, make_finding
from kinerja_lib.performance.areas.review import IndicatorReview
from kinerja_lib.performance.charts import ARROWS, STATUS, plot_paths, plot_targets
from kinerja_lib.publish import Figure, Finding, Quantity
from kinerja_lib.publish.phrases import ALL, CANNOT, NONE, SOME, count_quantity, name_share
from kinerja_lib.rules.targets import subtract
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

SOURCES = {
    "nasional": _(
        "Sumber: {sumber} (realisasi); rencana kerja pemerintah (target nasional, bukan target "
        "wilayah)."
    ),
    "wilayah": _("Sumber: {sumber}."),
}
DIRECTIONS = {
    "naik": _("makin tinggi makin baik"),
    "turun": _("makin rendah makin baik"),
    "rentang": _("harus berada di dalam rentang"),
}
KEYS = (("zone", _("zona target")), ("edge", _("batas target")), *VERDICT_KEYS)
TARGET_TITLE = {
    ALL: _("{indicator}: semua wilayah mencapai target {scope} atau lebih baik"),
    SOME: _("{indicator}: {met} dari {areas} wilayah mencapai target {scope} atau lebih baik"),
    NONE: _("{indicator}: tidak satu pun dari {areas} wilayah mencapai target {scope}"),
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
        _target_columns(row, review.target),
        kind=_("Grafik target"),
        value="realisasi",
        keys=KEYS,
        subject="umum",
        caption=_("{indikator} terhadap target {acuan}, {tahun}"),
        options={"decimals": int(row["desimal"]), "polarity": row["arah"], "target": review.target},
        subtitle=_(
            "Satuan: {satuan}; tahun {tahun}. {panah} {arah}. Skala sama untuk semua wilayah {nol}."
        ),
        values=_words(review, position),
        source=SOURCES[review.target_owner],
        remark=_find_spread(row, position),
    )


def _title_targets(review: IndicatorReview, position: int) -> Finding:
    row = review.indicators.iloc[position]
    judged = int(row["tercapai"] + row["tidak_tercapai"])
    values = {
        "indicator": row["nama"],
        "met": count_quantity(row["tercapai"]),
        "areas": count_quantity(judged),
        "scope": review.scope,
    }
    unknown = review.own["wilayah"].nunique() - judged
    outcome = name_share(int(row["tercapai"]), judged, unknown)
    return make_finding(f"capaian-{position}", outcome, TARGET_TITLE, values, place="title")


def _target_columns(row: pd.Series, target: str) -> dict[str, Column]:
    own = {"unit": row["satuan"], "decimals": int(row["desimal"])}
    step = DIMENSIONLESS.get(row["satuan"], ("", row["satuan"]))[1]
    percent = {
        "unit": "%",
        "decimals": 1,
        "missing": NOT_COMPUTABLE,
        "reason_from": "alasan_capaian",
    }
    return {
        "wilayah": Column(_("Wilayah"), "key"),
        "kesimpulan": _verdict_column(target),
        "realisasi": Column(_("Realisasi"), reason_from="alasan", missing=NOT_COMPUTABLE, **own),
        **_bound_columns(own),
        "capaian": Column(_("Capaian"), **percent),
        "capaian_terbatas": Column(_("Capaian, dibatasi"), **percent),
        "selisih": Column(_("Selisih dari batas"), missing=NOT_COMPUTABLE, **own | {"unit": step}),
    }


def _verdict_column(target: str) -> Column:
    return Column(_("Kesimpulan"), "verdict", kinds=STATUS, suffix=target)


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
        "acuan": review.scope,
        "nol": "" if _holds_zero(review, row["indikator"]) else _("dan tidak mulai dari nol"),
    }


def _holds_zero(review: IndicatorReview, indicator: str) -> bool:
    """Tell whether zero lies among the values, so that an axis around them shows it."""
    rows = review.judged[review.judged["indikator"] == indicator]
    values = rows[["realisasi", "target_bawah", "target_atas"]]
    return bool(values.min().min() <= 0 <= values.max().max())


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
            "gap": Quantity(subtract(row["tertinggi"], row["terendah"]), gap_unit, digits),
        }
    )
    return make_finding(f"sebaran-{position}", outcome, SPREAD, values)


PATH_TITLE = {
    ALL: _("{indicator}: semua wilayah tercatat membaik, {years}"),
    SOME: _("{indicator}: {better} dari {areas} wilayah tercatat membaik, {years}"),
    NONE: _("{indicator}: tidak satu pun wilayah tercatat membaik, {years}"),
    "rentang": _("{indicator}: bertarget rentang, sehingga membaik atau memburuk tidak dinilai"),
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
        _path_columns(row, review.target),
        kind=_("Grafik deret waktu"),
        value="realisasi",
        order="tahun",
        series="wilayah",
        segment="segmen",
        until=review.year,
        reference=review.reference_area,
        keys=(*KEYS, ("break", _("putus seri"))),
        subject="umum",
        caption=_(
            "{indikator}, {satuan}, menurut tahun dan wilayah; kesimpulan terhadap target {acuan}"
        ),
        options={"decimals": int(row["desimal"]), "polarity": row["arah"], "year": review.year},
        subtitle=_(
            "Satuan: {satuan}. {panah} {arah}. Sumbu sama untuk semua wilayah {nol}; "
            "angka tebal adalah nilai {tahun}."
        ),
        values=_words(review, position),
        source=SOURCES[review.target_owner],
    )


def _title_paths(review: IndicatorReview, position: int) -> Finding:
    row = review.indicators.iloc[position]
    known = review.directed[review.directed["indikator"] == row["indikator"]]
    better = int((known["arah_perubahan"] == "membaik").sum())
    areas = review.own["wilayah"].nunique()
    values = {
        "indicator": row["nama"],
        "better": count_quantity(better),
        "areas": count_quantity(len(known)),
        "years": _span_of(known),
    }
    outcome = (
        "rentang"
        if row["arah"] == "rentang"
        else name_share(better, len(known), areas - len(known))
    )
    return make_finding(f"perjalanan-{position}", outcome, PATH_TITLE, values, place="title")


def _span_of(known: pd.DataFrame) -> str:
    """Name the years compared, where they are the same for all areas."""
    if known.empty:
        return ""
    starts, ends = known["awal"].astype(int), known["akhir"].astype(int)
    if starts.nunique() == 1 and ends.nunique() == 1:
        return f"{starts.iloc[0]}–{ends.iloc[0]}"
    return _("dari awal sampai akhir tiap seri")


def _path_columns(row: pd.Series, target: str) -> dict[str, Column]:
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
        "kesimpulan": _verdict_column(target),
    }
