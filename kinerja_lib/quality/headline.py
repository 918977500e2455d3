"""The headline of the quality report: the worst that matters, never a wrong comfort."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import CANNOT, count_quantity
from kinerja_lib.quality.inspect import QualityReview
from kinerja_lib.quality.words import make_finding

BOTH, TABLES, CARDS, GOOD = "tabel dan indikator", "tabel", "indikator", "baik"
NO_CARDS, LOST = ", indikator tanpa angka", ", hasil hilang"
HEADLINE = {
    BOTH: _(
        "{weak} dari {graded} tabel dan {poor} dari {cards} indikator belum mencapai mutu B; "
        "{aside} dikarantina"
    ),
    TABLES: _(
        "{weak} dari {graded} tabel belum mencapai mutu B, sedangkan semua {cards} indikator "
        "bermutu A atau B; {aside} dikarantina"
    ),
    CARDS: _(
        "{poor} dari {cards} indikator belum mencapai mutu B, sedangkan semua {graded} tabel "
        "bermutu A atau B; {aside} dikarantina"
    ),
    GOOD: _("Semua {graded} tabel dan {cards} indikator bermutu A atau B; {aside} dikarantina"),
    TABLES + NO_CARDS: _(
        "{weak} dari {graded} tabel belum mencapai mutu B; indikator tidak dapat dinilai; "
        "{aside} dikarantina"
    ),
    GOOD + NO_CARDS: _(
        "Indikator tidak dapat dinilai, sedangkan semua {graded} tabel bermutu A atau B; "
        "{aside} dikarantina"
    ),
    BOTH + LOST: _(
        "{lost} dari {figures} hasil tidak dapat dihitung; {weak} dari {graded} tabel dan {poor} "
        "dari {cards} indikator belum mencapai mutu B"
    ),
    TABLES + LOST: _(
        "{lost} dari {figures} hasil tidak dapat dihitung; {weak} dari {graded} tabel belum "
        "mencapai mutu B"
    ),
    CARDS + LOST: _(
        "{lost} dari {figures} hasil tidak dapat dihitung; {poor} dari {cards} indikator belum "
        "mencapai mutu B"
    ),
    GOOD + LOST: _(
        "{lost} dari {figures} hasil tidak dapat dihitung, meskipun {graded} tabel yang ada "
        "bermutu A atau B"
    ),
    TABLES + NO_CARDS + LOST: _(
        "{lost} dari {figures} hasil dan semua indikator tidak dapat dihitung; {weak} dari "
        "{graded} tabel belum mencapai mutu B"
    ),
    GOOD + NO_CARDS + LOST: _(
        "{lost} dari {figures} hasil dan semua indikator tidak dapat dihitung, meskipun {graded} "
        "tabel yang ada bermutu A atau B"
    ),
    CANNOT: _("Mutu data tidak dapat dihitung karena tidak ada baris yang dibaca"),
}
NO_ROWS = _("tidak ada baris")


def find_headline(review: QualityReview) -> Finding:
    """State the worst that matters: results lost, tables and indicators not of grade A or B."""
    graded, good = count_good(review)
    cards, poor = len(review.indicators), count_poor(review)
    lost, figures = count_lost(review)
    values = {
        "weak": count_quantity(graded - good),
        "graded": count_quantity(graded),
        "poor": count_quantity(poor),
        "cards": count_quantity(cards),
        "lost": count_quantity(lost),
        "figures": count_quantity(figures),
        "aside": _count_aside(review),
    }
    weak = graded > good
    outcome = BOTH if weak and poor else TABLES if weak else CARDS if poor else GOOD
    outcome += "" if cards else NO_CARDS
    outcome += LOST if lost else ""
    return make_finding("judul", outcome if graded else CANNOT, HEADLINE, values, place="headline")


def _count_aside(review: QualityReview) -> Quantity | str:
    aside = review.total("quarantined")
    return Quantity(aside, _("baris"), words=True) if aside else NO_ROWS


def count_poor(review: QualityReview) -> int:
    """Count the indicators that are not of grade A or B."""
    return int((~review.indicators["mutu"].isin(["A", "B"])).sum())


def count_lost(review: QualityReview) -> tuple[int, int]:
    """Count the results that cannot be computed from the tables, and all results."""
    results = review.results
    return int((results["angka"] - results["dapat"]).sum()), int(results["angka"].sum())


def count_good(review: QualityReview) -> tuple[int, int]:
    """Count the graded tables, and those of grade A or B."""
    grades = review.tables["mutu"]
    return int(grades.isin(["A", "B", "C", "D"]).sum()), int(grades.isin(["A", "B"]).sum())
