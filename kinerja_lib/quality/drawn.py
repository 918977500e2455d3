"""Which figures are drawn: one that has nothing to show says so in a sentence instead."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.publish import Figure, Finding, Table
from kinerja_lib.publish.phrases import ALL, CANNOT
from kinerja_lib.quality.figures import ALL_DATED, chart_ages, chart_matches, chart_rows
from kinerja_lib.quality.inspect import QualityReview
from kinerja_lib.quality.trend_figure import chart_quarters
from kinerja_lib.quality.words import make_finding

FRESH = {
    ALL: _("Semua {dated} tabel berjadwal masih mutakhir."),
    ALL_DATED: _(
        "{dated} tabel berjadwal masih mutakhir; tanpa tanggal yang dapat dipakai {undated} tabel: "
        "{names}."
    ),
    CANNOT: _("Umur data tidak dapat dihitung karena tidak ada tabel berjadwal yang bertanggal."),
}


def draw_rows(review: QualityReview) -> list[Figure | Finding | Table]:
    """Draw how rows split where any was quarantined or flagged; else the lead has said it."""
    figure = chart_rows(review)
    telling = review.total("quarantined") + review.total("flagged") > 0
    return [figure] if telling and figure.title.outcome != CANNOT else []


def draw_ages(review: QualityReview) -> list[Figure | Finding | Table]:
    """Draw the ages where a table is late; otherwise one sentence and the folded table."""
    figure = chart_ages(review)
    if figure.title.outcome not in FRESH:
        return [figure]
    values = figure.title.values
    return [
        make_finding("umur-kalimat", figure.title.outcome, FRESH, values, place="text"),
        figure.table,
    ]


def draw_matches(review: QualityReview) -> list[Figure | Finding | Table]:
    """Draw the references where a key has no parent, for each edition what it may show.

    Where every key has one, the heading has said it.
    """
    figures = [chart_matches(review, edition) for edition in ("internal", "public")]
    return [figure for figure in figures if figure.title.outcome not in (ALL, CANNOT)]


def draw_quarters(review: QualityReview) -> list[Figure | Finding | Table]:
    """Draw the quarters where the last one has rows; otherwise the lead has said it."""
    figure = chart_quarters(review)
    return [] if figure.title.outcome == CANNOT else [figure]


def drop_empty(*tables: Table) -> list[Table]:
    """Leave out the tables without a row; what heads their section says that there is nothing."""
    return [table for table in tables if len(table.frame)]
