"""Tables of measurement invariance: level by instrument and grouping, and the steps behind it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pandas as pd

from kinerja_lib.change.structure import groups as g
from kinerja_lib.change.structure.findings import SUBJECT
from kinerja_lib.change.structure.review import StructureReview
from kinerja_lib.change.structure.tables import SOURCE
from kinerja_lib.change.words import say_lack, slug
from kinerja_lib.i18n import _
from kinerja_lib.publish import Quantity, Table
from kinerja_lib.stats.psychometrics.invariance import Step
from kinerja_lib.stats.psychometrics.structure import Equal
from kinerja_lib.tables.columns import NOT_APPLICABLE, Column

KINDS = {
    g.SCALAR: "ok",
    g.METRIC: "warn",
    g.CONFIGURAL: "warn",
    g.NO_LEVEL: "bad",
    g.UNTESTED: "na",
}
HOLDS, FAILS = _("bertahan"), _("tidak bertahan")
MISFIT = _("susunan butirnya tidak sesuai dengan jawaban")
OPEN, START = _("belum pasti"), _("langkah awal")
STEP_KINDS = {HOLDS: "ok", OPEN: "warn", FAILS: "bad", START: "na"}
CHANCE = 0.05  # p-value from which a fall of fit beyond the limits may be chance
STEPS = {
    Equal.NOTHING: _("susunan faktor sama (konfigural)"),
    Equal.LOADINGS: _("muatan sama (metrik)"),
    Equal.INTERCEPTS: _("muatan dan intersep sama (skalar)"),
}
_KEYS = {"instrumen": Column(_("Instrumen"), "key"), "menurut": Column(_("Menurut"), "key")}
_LEVELS = {
    **_KEYS,
    "tingkat": Column(_("Tingkat"), "verdict", kinds=KINDS),
    "n": Column(_("Jawaban lengkap"), "n"),
    "kelompok": Column(_("Kelompok diuji"), short=_("Diuji")),
    "sisa": Column(_("Kelompok tidak diuji"), short=_("Tidak diuji")),
    "sebab": Column(_("Sebab"), "text", missing=NOT_APPLICABLE),
}
_DELTA = {"decimals": 3, "missing": NOT_APPLICABLE}
_STEPS = {
    "instrumen": Column(_("Instrumen"), "key"),
    "langkah": Column(_("Langkah"), "key"),
    "hasil": Column(_("Hasil"), "verdict", kinds=STEP_KINDS),
    "n": Column(_("Jawaban lengkap"), "n"),
    "d_cfi": Column(_("Perubahan CFI"), short="ΔCFI", **_DELTA),
    "d_rmsea": Column(_("Perubahan RMSEA"), short="ΔRMSEA", **_DELTA),
    "d_srmr": Column(_("Perubahan SRMR"), short="ΔSRMR", **_DELTA),
    "p": Column(_("p selisih khi-kuadrat"), decimals=3, missing=NOT_APPLICABLE),
}
_NOTE = _(
    "Rerata dibandingkan hanya pada tingkat skalar. Tiap kelompok memerlukan {people} jawaban "
    "lengkap; paling banyak {most} kelompok terbesar. Batas Chen (2007): CFI turun kurang dari "
    "{cfi}, RMSEA naik kurang dari {rmsea}, SRMR naik kurang dari {first} (muatan) dan {later} "
    "(intersep). Di sini diuji {count} pasangan instrumen dan kelompok, tanpa koreksi: batasnya "
    "bukan nilai p. Antargelombang diuji tiap subskala pada bagian Gelombang."
)


def tabulate_invariance(
    review: StructureReview, groupings: Sequence[str] = g.PEOPLE_GROUPINGS
) -> list[Table]:
    """Show the level of every instrument and grouping, and the steps with their changes of fit."""
    tests = [test for grouping in groupings for test in review.tests(grouping)]
    if not tests:
        return []
    tried = sum(test.level != g.UNTESTED for test in tests)
    levels = Table(
        pd.DataFrame([_describe(test) for test in tests]),
        "struktur-invariansi",
        _("Seberapa jauh kelompok dapat dibandingkan"),
        _LEVELS,
        note=_NOTE,
        values=_limits(review) | {"count": str(tried)},
        subject=SUBJECT,
        source=SOURCE,
        fold=True,
        across="menurut",
        cell="tingkat",
    )
    steps = [_tabulate_steps(review, name) for name in groupings if is_tried(review, name)]
    return [levels, *steps]


def is_tried(review: StructureReview, grouping: str) -> bool:
    """Tell whether any instrument could be tested over a grouping."""
    return any(test.found.steps for test in review.tests(grouping))


def name_steps(grouping: str) -> str:
    """Name the table of steps of a grouping."""
    return slug("struktur-langkah", grouping)


def _tabulate_steps(review: StructureReview, grouping: str) -> Table:
    note = _(
        "Belum pasti: batas terlewati, tetapi nilai p mulai {chance}, sehingga dapat terjadi "
        "karena kebetulan; tingkatnya tetap tidak naik. Nilai p 0,000 berarti kurang dari 0,001. "
        "Perubahan RMSEA tidak dinilai bila derajat bebas langkah sebelumnya kurang dari "
        "{least_df}."
    )
    return Table(
        pd.DataFrame([row for test in review.tests(grouping) for row in _list(test)]),
        name_steps(grouping),
        _("Langkah uji invariansi menurut {grouping}"),
        _STEPS,
        note=note,
        values=_limits(review) | {"grouping": g.GROUPINGS[grouping]},
        subject=SUBJECT,
        source=SOURCE,
        fold=True,
        helpers=("cfi",),
    )


def _limits(review: StructureReview) -> dict[str, object]:
    limits = review.limits.steps
    return {
        "people": str(limits.people),
        "most": str(review.limits.most_groups),
        "cfi": Quantity(limits.cfi, decimals=3),
        "rmsea": Quantity(limits.rmsea, decimals=3),
        "first": Quantity(limits.srmr_loadings, decimals=3),
        "later": Quantity(limits.srmr, decimals=3),
        "chance": Quantity(CHANCE, decimals=2),
        "least_df": str(review.limits.guide.least_df),
    }


def _describe(test: g.GroupTest) -> dict[str, object]:
    return {
        "instrumen": test.instrument.name,
        "menurut": g.GROUPINGS[test.grouping],
        "tingkat": test.level,
        "n": test.n,
        "kelompok": len(test.tested),
        "sisa": test.untested if test.tested else len(test.found.left_out) + len(test.found.groups),
        "sebab": MISFIT if test.misfits else say_lack(test.reason) or None,
    }


def _list(test: g.GroupTest) -> list[dict[str, object]]:
    steps = test.found.steps
    names = {"instrumen": test.instrument.name}
    rows = []
    for early, step in itertools.pairwise([None, *steps]):
        held = START if early is None else _judge(early, step, test)
        rows.append({**names, "langkah": STEPS[step.equal], "hasil": held, **_number(step, test)})
    return rows


def _judge(early: Step, step: Step, test: g.GroupTest) -> str:
    if g.judge_step(early, step, test.limits):
        return HOLDS
    return OPEN if step.p_value >= CHANCE else FAILS


def _number(step: Step, test: g.GroupTest) -> dict[str, object]:
    changes = {name: getattr(step, name) for name in ("d_cfi", "d_rmsea", "d_srmr")}
    fit = step.model.fit
    return {"n": test.n, "cfi": fit.cfi if fit is not None else None, **changes, "p": step.p_value}
