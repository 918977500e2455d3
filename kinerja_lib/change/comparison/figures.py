"""The figure of units: shrunken means of the subscales that ask for dialogue."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.change.charts.comparison import plot_units
from kinerja_lib.change.columns import POINT, give_limits
from kinerja_lib.change.comparison import dialogue, units
from kinerja_lib.change.comparison.dialogue_findings import list_named
from kinerja_lib.change.comparison.review import ComparisonReview
from kinerja_lib.change.comparison.tables import SOURCE
from kinerja_lib.change.comparison.unit_tables import GROUP_KINDS
from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.words import UNIT, slug
from kinerja_lib.i18n import _
from kinerja_lib.publish import Figure, Finding
from kinerja_lib.publish.phrases import CANNOT, NONE, SOME, count_quantity, make_finding, name_few
from kinerja_lib.tables.columns import NOT_APPLICABLE, Column

MOST_UNITS, MOST_FIGURES = 60, 2
TITLE = {
    SOME: _("{name}: {units} perlu didahulukan untuk dialog"),
    NONE: _("{name}: unit berbeda, tetapi belum ada yang didukung data untuk didahulukan"),
    CANNOT: _("{name}: perbedaan antarunit belum dapat disimpulkan"),
}
_COLUMNS = {
    "unit": Column(_("Unit"), "key"),
    "hasil": Column(_("Kesimpulan"), "verdict", kinds=GROUP_KINDS, missing=NOT_APPLICABLE),
    "jenis": Column(_("Jenis"), "text", missing=NOT_APPLICABLE),
    "rerata": Column(_("Rerata yang disusutkan"), short=_("Rerata"), **POINT),
    **give_limits(POINT, "rerata_low", "rerata_high"),
    "n": Column("n", "n"),
}


def chart_units(review: ComparisonReview) -> list[Figure]:
    """Draw units in the subscales where a unit asks for dialogue, else in readiness.

    Nothing with more than `MOST_UNITS` units: the table has them.
    """
    if review.answers is None or review.units.empty or len(review.sizes[UNIT]) > MOST_UNITS:
        return []
    named = list_named(review.dialogue)
    codes = list(dict.fromkeys(named[named["pengelompokan"] == UNIT]["kode"]))
    drawn = set(review.units["kode"])
    ready = [s.code for s in review.subscales if s.theme == "kesiapan" and s.code in drawn]
    return [_chart(review, code) for code in (codes or ready)[:MOST_FIGURES]]


def _chart(review: ComparisonReview, code: str) -> Figure:
    own = review.units[review.units["kode"] == code]
    judged = review.dialogue
    judged = judged[(judged["kode"] == code) & (judged["pengelompokan"] == UNIT)]
    results = dict(zip(judged["kelompok"], judged["hasil"], strict=True))
    hidden = np.array([(UNIT, unit) in review.hidden for unit in own["unit_id"]], dtype=bool)
    rows = own.assign(
        hasil=[results.get(unit) for unit in own["unit_id"]],
        n=pd.Series(own["n"]).astype(float).mask(hidden),
    )
    rows = rows.assign(hasil=rows["hasil"].replace(dialogue.QUIET, dialogue.FEW))
    id = slug("gambar-kelompok-unit", code)
    return Figure(
        plot_units,
        rows[list(_COLUMNS)],
        id,
        _title(review, code, rows, id),
        _COLUMNS,
        kind=_("Grafik selang"),
        value="rerata",
        subject=SUBJECT,
        options={"mean": float(review.answers.scores[code].mean())},
        keys=(("bad", _("perlu dialog")), ("ok", _("unit lain")), ("na", _("n di bawah 30"))),
        caption=_("Rerata skor tiap unit"),
        subtitle=_(
            "Rerata yang disusutkan, poin, dengan selang 95%; menurut jenis unit lalu abjad, bukan "
            "peringkat. Sumbu tidak mulai dari nol."
        ),
        source=SOURCE,
    )


def _title(review: ComparisonReview, code: str, rows: pd.DataFrame, id: str) -> Finding:
    needed = rows.loc[(rows["hasil"] == dialogue.NEEDED) & rows["n"].notna(), "unit"].tolist()
    share = review.shares.set_index("kode").loc[code]
    differ = share["hasil"] in (units.PROPERTY, units.DIFFER)
    values = {
        "name": share["subskala"],
        "units": name_few(needed),
        "n": count_quantity(len(needed)),
    }
    outcome = SOME if needed else NONE if differ else CANNOT
    about = {"place": "title", "n": len(review.answers), "subject": SUBJECT}
    return make_finding(f"{id}-judul", outcome, TITLE, values, **about)
