"""The table of the first screen of the indicator review."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.performance.achievement.words import VERDICT_KEYS
from kinerja_lib.performance.areas.review import IndicatorReview
from kinerja_lib.performance.charts import STATUS
from kinerja_lib.publish import Table
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

NOTES = {
    ("nasional", False): _("Acuannya target nasional, bukan target wilayah itu sendiri."),
    ("nasional", True): _(
        "Acuannya target nasional, bukan target wilayah itu sendiri. {pembanding}: "
        "pembanding, tidak ikut dihitung."
    ),
    ("wilayah", False): "",
    ("wilayah", True): _("{pembanding}: pembanding, tidak ikut dihitung."),
}


def tabulate_areas(review: IndicatorReview) -> Table:
    """Show each area's verdicts on the first screen."""
    columns = {
        "wilayah": Column(_("Wilayah"), "key"),
        "tercapai": Column(_("Tercapai"), "count", total_from="dinilai"),
    }
    for i, row in enumerate(review.indicators.itertuples()):
        columns[f"nilai_{i}"] = _value_column(i, row, review.target)
    # Names come from the cards: as values, never as a message with fields of its own.
    names = {f"nama_{i}": name for i, name in enumerate(review.indicators["nama"])}
    return Table(
        review.areas,
        "kesimpulan",
        _("Realisasi dan kesimpulan {tahun} terhadap target {acuan}"),
        columns,
        subject="umum",
        place="glance",
        keys=VERDICT_KEYS,
        values={
            "tahun": str(review.year),
            "pembanding": review.reference_area,
            "acuan": review.scope,
            **names,
        },
        note=NOTES[review.target_owner, bool(review.reference_area)],
    )


def _value_column(position: int, row: object, target: str) -> Column:
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
        suffix=target,
    )
