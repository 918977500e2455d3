"""The figure of relative weights."""

from __future__ import annotations

from kinerja_lib.change.charts.dots import keep_keys
from kinerja_lib.change.charts.drivers import plot_weights
from kinerja_lib.change.columns import SOURCE
from kinerja_lib.change.drivers.findings import CANNOT, WEIGHTS
from kinerja_lib.change.drivers.review import DriverReview
from kinerja_lib.change.drivers.tables import DRIVERS
from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.words import slug
from kinerja_lib.i18n import _
from kinerja_lib.publish import Figure
from kinerja_lib.publish.phrases import SOME, make_finding

TITLE = {SOME: _("{what}: hubungan paling banyak dengan {names}"), CANNOT: WEIGHTS[CANNOT]}
KEYS = (("warn", _("penting, belum seperti yang diharapkan")), ("ok", _("yang lain")))


def chart_drivers(review: DriverReview) -> list[Figure]:
    """Draw the weights of each outcome that could be computed."""
    return [
        _chart(review, outcome)
        for outcome in review.outcomes
        if not review.importance[outcome.code].reason
    ]


def _chart(review: DriverReview, outcome: object) -> Figure:
    rows = review.drivers[review.drivers["hasil"] == outcome.code].reset_index(drop=True)
    id = slug("gambar-pendorong", outcome.code)
    values = {"what": outcome.name, "names": list(rows["nama"].head(review.limits.most))}
    low = list(review.find_low(outcome.code)["nama"])
    kinds = ["warn" if name in low else "ok" for name in rows["nama"]]
    return Figure(
        plot_weights,
        rows[list(DRIVERS)],
        id,
        make_finding(f"{id}-judul", SOME, TITLE, values, place="title"),
        DRIVERS,
        kind=_("Grafik selang"),
        value="bobot",
        subject=SUBJECT,
        options={"low_names": low},
        keys=keep_keys(KEYS, kinds) if low else (),
        caption=_("Bobot relatif tiap subskala"),
        subtitle=_("Bagian keragaman yang dijelaskan, persen, dengan selang 95%."),
        source=SOURCE,
    )
