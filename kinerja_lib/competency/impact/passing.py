"""How many of those who were tested at the end of a course passed it."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.competency.impact.review import ImpactReview
from kinerja_lib.competency.impact.scores import FAILED, PASSED
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Table
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    FEW,
    NEARLY,
    NONE,
    SOME,
    count_people,
    make_finding,
    name_people,
)
from kinerja_lib.stats.intervals import interval_share
from kinerja_lib.tables.columns import Column

PASSING = {
    SOME: _(
        "**{passed} dari {n} kepesertaan yang diuji dinyatakan lulus.** Kelulusan ditetapkan "
        "penyelenggara dan bukan ukuran dampak."
    ),
    ALL: _("**Semua {n} kepesertaan yang diuji dinyatakan lulus.**"),
    NEARLY: _("**Hampir semua dari {n} kepesertaan yang diuji dinyatakan lulus.**"),
    FEW: _("**Kurang dari sepuluh dari {n} kepesertaan yang diuji dinyatakan lulus.**"),
    NONE: _("**Tidak satu pun dari {n} kepesertaan yang diuji dinyatakan lulus.**"),
    CANNOT: _("Kelulusan tidak dapat dihitung karena tidak ada status lulus atau tidak lulus."),
}


def count_passes(review: ImpactReview) -> pd.DataFrame:
    """Count who passed, by course.

    Returns
    -------
    DataFrame
        pelatihan_id, nama, n (people with the status `PASSED` or `FAILED`; those who only attended
        and rows set aside do not count), lulus (people), bagian with bawah and atas (per cent,
        Wilson interval). In the order of names; without rows where nobody was judged.
    """
    rows = review.scores
    rows = rows[rows["status"].isin([PASSED, FAILED]) & (rows["masalah"] == "")]
    grouped = (rows["status"] == PASSED).groupby(rows["pelatihan_id"])
    table = pd.DataFrame({"n": grouped.size(), "lulus": grouped.sum()}).reset_index()
    names = review.evidence.frame("pelatihan", ["pelatihan_id", "nama"])
    named = names.drop_duplicates("pelatihan_id").set_index("pelatihan_id")["nama"]
    found = [
        interval_share(int(p), int(n)) for p, n in zip(table["lulus"], table["n"], strict=True)
    ]
    table = table.assign(
        nama=named.reindex(table["pelatihan_id"]).to_numpy(),
        bagian=[100 * i.estimate for i in found],
        bawah=[100 * i.low for i in found],
        atas=[100 * i.high for i in found],
    )
    return table.sort_values(["nama", "pelatihan_id"], ignore_index=True)


def find_passing(review: ImpactReview) -> Finding:
    """Say how many participations of all courses ended with a pass."""
    table = count_passes(review)
    n, passed = int(table["n"].sum()), int(table["lulus"].sum())
    values = {"n": count_people(n), "passed": count_people(passed)}
    outcome = name_people(passed, n)
    return make_finding("dampak-kelulusan", outcome, PASSING, values, n=n or None)


def tabulate_passing(review: ImpactReview) -> list[Table]:
    """Show the pass rate of each course, in the internal edition.

    Most courses have fewer than ten people who failed, which n and the passes would give away.
    """
    frame = count_passes(review)
    columns = {
        "nama": Column(_("Pelatihan"), "key"),
        "n": Column(_("Lulus atau tidak lulus"), short="n"),
        "lulus": Column(_("Lulus")),
        "bagian": Column(_("Bagian lulus"), unit="%", decimals=1, short=_("Bagian")),
        "bawah": Column(_("Batas bawah 95%"), decimals=1, short=_("Bawah")),
        "atas": Column(_("Batas atas 95%"), decimals=1, short=_("Atas")),
        "pelatihan_id": Column(_("Kode"), "code"),
    }
    note = _(
        "Hanya kepesertaan yang berstatus lulus atau tidak lulus; yang berstatus hadir saja tidak "
        "ikut dihitung. Selang Wilson. Syarat lulus dapat berbeda antarpelatihan."
    )
    table = Table(frame, "kelulusan-pelatihan", _("Kelulusan menurut pelatihan"), columns,
                  subject="umum", editions=("internal",), fold=True, note=note,
                  source=_("Sumber: pelatihan, peserta_pelatihan."))  # fmt: skip
    return [table] if len(frame) else []
