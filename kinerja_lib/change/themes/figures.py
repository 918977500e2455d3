"""The figure of the subscales: diverging bars with neutral apart."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.change.charts.themes import plot_themes
from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.themes.findings import (
    BOTH,
    ONLY_LESS,
    ONLY_MORE,
    name_summary,
    summary_values,
)
from kinerja_lib.change.themes.review import ThemesReview
from kinerja_lib.change.themes.tables import SIDES, SOURCE, THEME_COLUMNS, has_middle
from kinerja_lib.i18n import _
from kinerja_lib.publish import Figure, Finding
from kinerja_lib.publish.phrases import ALL, CANNOT, NONE, make_finding

TITLE = {
    ALL: _("Jawaban yang diharapkan lebih banyak pada semua dari {n} subskala"),
    ONLY_MORE: _("Jawaban yang diharapkan lebih banyak pada {more} dari {n} subskala"),
    BOTH: _(
        "Jawaban yang diharapkan lebih banyak pada {more} dari {n} subskala, lebih sedikit pada "
        "{less}"
    ),
    ONLY_LESS: _("Jawaban yang diharapkan lebih sedikit pada {less} dari {n} subskala"),
    NONE: _("Pada {n} subskala belum ada sisi jawaban yang pasti lebih banyak"),
    CANNOT: _("Sisi jawaban belum dapat dibandingkan"),
}
_WITH_NEUTRAL = _(
    "Persen jawaban dari tiap orang, dirata-ratakan. Netral berdiri sendiri dan tidak menggeser "
    "kedua sisi. Kosong: bagian jawaban yang tidak diisi."
)
_WITHOUT_NEUTRAL = _(
    "Persen jawaban dari tiap orang, dirata-ratakan. Kosong: bagian jawaban yang tidak diisi."
)
_DRAWN = (
    *("subskala", "hasil", "harap", "harap_low", "harap_high"),
    *("netral", "balik", "kosong", "n"),
)


def chart_themes(review: ThemesReview) -> list[Figure]:
    """Draw every subscale that someone answered; no figure without one."""
    rows = review.rows[review.rows["n"] > 0]
    if rows.empty:
        return []
    return [
        Figure(
            plot_themes,
            rows[list(_DRAWN)],
            "gambar-tema",
            _title(review, rows),
            {name: THEME_COLUMNS[name] for name in _DRAWN},
            kind=_("Grafik batang dua arah"),
            value="harap",
            subject=SUBJECT,
            keys=(("whisker", _("selang 95% jawaban yang diharapkan")),),
            caption=_("Sisi jawaban tiap subskala"),
            subtitle=_WITH_NEUTRAL if has_middle(rows) else _WITHOUT_NEUTRAL,
            note=SIDES,
            source=SOURCE,
        )
    ]


def _title(review: ThemesReview, rows: pd.DataFrame) -> Finding:
    about = {"place": "title", "n": int(rows["n"].max()), "subject": SUBJECT}
    values = summary_values(review)
    return make_finding("gambar-tema-judul", name_summary(review), TITLE, values, **about)
