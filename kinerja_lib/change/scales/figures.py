"""The figure of reliability."""

from __future__ import annotations

from kinerja_lib.change.charts.reliability import plot_reliability
from kinerja_lib.change.columns import NUMBER, SOURCE, SUBSCALE, give_limits
from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.scales.review import ENOUGH, HIGH, ScalesReview
from kinerja_lib.change.scales.tables import KINDS
from kinerja_lib.i18n import _
from kinerja_lib.publish import Figure
from kinerja_lib.publish.phrases import ALL, NONE, SOME, count_quantity, make_finding, name_share
from kinerja_lib.tables.columns import Column

TITLE = {
    ALL: _("Reliabilitas semua {n} subskala cukup untuk membandingkan kelompok"),
    SOME: _("Reliabilitas {enough} dari {n} subskala cukup untuk membandingkan kelompok"),
    NONE: _("Reliabilitas {n} subskala belum dapat disebut cukup untuk membandingkan kelompok"),
}
SUBTITLE = _(
    "Alfa Cronbach dengan selang 95% (Feldt). Garis putus-putus: batas untuk membandingkan "
    "kelompok dan untuk pemakaian yang lebih ketat. Sumbu tidak mulai dari 0."
)
_COLUMNS = {
    "nama": SUBSCALE,
    "alfa": Column(_("Alfa Cronbach"), short=_("Alfa"), **NUMBER),
    **give_limits(NUMBER, "alfa_low", "alfa_high"),
    "omega": Column(_("Omega total"), **NUMBER),
    "n": Column(_("Responden"), "n"),
    "hasil": Column(_("Reliabilitas"), "verdict", kinds=KINDS),
}


def chart_reliability(review: ScalesReview) -> list[Figure]:
    """Draw alpha with its interval, and omega, of each subscale; no figure without one."""
    rows = review.reliability
    rows = rows[rows["alfa_low"].notna()]
    if rows.empty:
        return []
    enough = int(rows["hasil"].isin([HIGH, ENOUGH]).sum())
    values = {"n": count_quantity(len(rows)), "enough": count_quantity(enough)}
    n = int(rows["n"].max())
    about = {"place": "title", "n": n, "subject": SUBJECT}
    id, outcome = "gambar-skala-reliabilitas", name_share(enough, len(rows))
    title = make_finding(f"{id}-judul", outcome, TITLE, values, **about)
    return [
        Figure(
            plot_reliability,
            rows[list(_COLUMNS)].reset_index(drop=True),
            id,
            title,
            _COLUMNS,
            kind=_("Grafik selang"),
            value="alfa",
            options={"group": review.limits.group, "strict": review.limits.strict},
            keys=(("ok", _("cukup")), ("na", _("belum pasti")), ("warn", _("belum memadai")),
                  ("previous", _("omega total"))),
            caption=_("Alfa dengan selang 95% dan omega total setiap subskala"),
            subtitle=SUBTITLE,
            subject=SUBJECT,
            source=SOURCE,
        )
    ]  # fmt: skip
