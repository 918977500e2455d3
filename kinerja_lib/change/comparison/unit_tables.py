"""Tables of units: shares of variance, shrunken means, dialogue, the mixed model."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.change.columns import NUMBER, POINT, SUBSCALE, give_limits
from kinerja_lib.change.comparison import dialogue, units
from kinerja_lib.change.comparison.dialogue_findings import list_named, list_unknown
from kinerja_lib.change.comparison.meaning import BARRED
from kinerja_lib.change.comparison.review import ComparisonReview
from kinerja_lib.change.comparison.tables import SOURCE
from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.quality.words import name_class
from kinerja_lib.change.words import GROUPINGS, KIND, UNIT
from kinerja_lib.i18n import _
from kinerja_lib.publish import Table
from kinerja_lib.tables.columns import NOT_APPLICABLE, Column

SHARE_KINDS = {
    units.PROPERTY: "ok",
    units.DIFFER: "warn",
    units.ALIKE: "ok",
    units.OPEN: "na",
    BARRED: "na",
    units.CANNOT: "na",
}
_SHARE_COLUMNS = {
    "subskala": SUBSCALE,
    "hasil": Column(_("Kesimpulan"), "verdict", kinds=SHARE_KINDS),
    "icc1": Column("ICC(1)", **NUMBER),
    "icc2": Column("ICC(2)", **NUMBER),
    "rwg": Column(_("Median rwg(j)"), **NUMBER),
    "icc_model": Column(_("ICC model campuran"), short=_("ICC model"), **NUMBER),
    "n": Column("n", "n"),
}
GROUP_KINDS = {
    dialogue.NEEDED: "bad",
    dialogue.OPEN: "na",
    dialogue.FEW: "na",
    BARRED: "na",
    dialogue.ALIKE: "ok",
    dialogue.BETTER: "ok",
}
_NAMED_COLUMNS = {
    "nama": Column(_("Kelompok"), "key"),
    "subskala": SUBSCALE,
    "rerata": Column(_("Rerata skor"), short=_("Rerata"), **POINT),
    "selisih": Column(_("Selisih dari pegawai lain"), short=_("Selisih"), **POINT),
    **give_limits(POINT, "selisih_low", "selisih_high"),
    "n": Column("n", "n"),
}
_GROUP_COLUMNS = {
    "nama": Column(_("Kelompok"), "key"),
    "hasil": Column(_("Kesimpulan"), "verdict", kinds=GROUP_KINDS),
    "jenis": Column(_("Jenis"), "text", missing=NOT_APPLICABLE),
    "subskala": Column(_("Subskala untuk dialog"), "text", items=", ", missing=NOT_APPLICABLE),
    "n": Column("n", "n"),
}
_EFFECT_COLUMNS = {
    "subskala": SUBSCALE,
    "kelompok": Column(_("Kelompok"), "key"),
    "acuan": Column(_("Dibandingkan dengan"), "text"),
    "selisih": Column(_("Selisih"), **POINT),
    **give_limits(POINT, "selisih_low", "selisih_high"),
    "n": Column("n", "n"),
}
_ORDER = (*(dialogue.NEEDED, BARRED, dialogue.OPEN, dialogue.ALIKE), dialogue.BETTER)


def tabulate_shares(review: ComparisonReview) -> list[Table]:
    """Show how much of each score lies between units."""
    if review.answers is None or review.shares.empty:
        return []
    return [
        Table(
            review.shares,
            "kelompok-unit-ragam",
            _("Seberapa mirip pegawai satu unit"),
            _SHARE_COLUMNS,
            subject=SUBJECT,
            fold=True,
            helpers=(
                *("icc1_low", "icc1_high", "p_holm", "antarunit", "dalam_unit", "unit"),
                "setara",
            ),
            note=_(
                "ICC(1): bagian ragam antarunit. ICC(2): keandalan rerata unit berukuran "
                "rata-rata. rwg(j): kesepakatan di dalam unit dibanding jawaban acak merata. "
                "Rerata disebut sifat unit bila unit berbeda setelah koreksi Holm, ICC(2) dan "
                "median rwg(j) mencapai batas."
            ),
            source=SOURCE,
        )
    ]


def tabulate_units(review: ComparisonReview) -> list[Table]:
    """Show the shrunken mean of every unit, by kind and name, one table per instrument."""
    if review.answers is None or review.units.empty:
        return []
    book = review.responses.book.instrument_of
    tables = review.units.assign(
        instrumen=[book[code].code for code in review.units["kode"]],
        nama_instrumen=[book[code].name for code in review.units["kode"]],
    )
    return [
        _tabulate_instrument(review, own, place)
        for place, (_code, own) in enumerate(tables.groupby("instrumen", sort=False), 1)
    ]


def _tabulate_instrument(review: ComparisonReview, own: pd.DataFrame, place: int) -> Table:
    hidden = np.array([(UNIT, unit) in review.hidden for unit in own["unit_id"]], dtype=bool)
    known = pd.Series(review.sizes[UNIT]).reindex(own["unit_id"]).to_numpy(dtype=float)
    frame = own.assign(n=np.where(hidden, np.nan, known))
    columns = {
        "unit": Column(_("Unit"), "key"),
        "subskala": SUBSCALE,
        "jenis": Column(_("Jenis"), "text", missing=NOT_APPLICABLE),
        "rerata": Column(_("Rerata yang disusutkan"), **POINT),
        **give_limits(POINT, "rerata_low", "rerata_high"),
        "n": Column("n", "n"),
    }
    return Table(
        frame,
        f"kelompok-unit-rerata-{place}",
        _("Rerata skor tiap unit: {instrumen}"),
        columns,
        subject=SUBJECT,
        fold=True,
        across="subskala",
        cell="rerata",
        values={"instrumen": own["nama_instrumen"].iloc[0]},
        note=_(
            "Menurut jenis unit lalu abjad; bukan peringkat. Rerata ditarik ke rerata semua unit, "
            "makin sedikit orangnya makin jauh (Bayes empiris); selang 95% tiap unit pada berkas "
            "CSV. Dua selang yang bertindih: belum tentu berbeda. Subskala yang belum dapat "
            "dibandingkan antarunit tidak dimuat. n: orang dengan semua skor."
        ),
        source=SOURCE,
    )


def tabulate_dialogue(review: ComparisonReview) -> list[Table]:
    """Show the comparisons that ask for dialogue, then the verdict of every group."""
    if review.answers is None or review.dialogue.empty:
        return []
    named = list_named(review.dialogue)
    found = [_tabulate_named(named)] if len(named) else []
    return [*found, _tabulate_all(review)]


def _tabulate_named(named: pd.DataFrame) -> Table:
    return Table(
        named,
        "kelompok-dialog",
        _("Kelompok yang perlu didahulukan untuk dialog"),
        _NAMED_COLUMNS,
        subject=SUBJECT,
        helpers=("lain", "p", "p_holm", "batas"),
        note=_(
            "Jenis unit dahulu, lalu unit menurut abjad; bukan peringkat. Selang tiap perbandingan "
            "sebelum koreksi Holm. Perbandingan ini tidak menunjukkan sebab dan tidak menilai "
            "seorang pun."
        ),
        source=SOURCE,
    )


def _tabulate_all(review: ComparisonReview) -> Table:
    """Show the groups that something can be said of; the others have a table of names."""
    table = review.dialogue
    known = ~table["hasil"].isin([dialogue.FEW, dialogue.QUIET]) & table["tampil"].astype(bool)
    parts = table[known].groupby(["pengelompokan", "kelompok"])
    rows = [_group_row(review, own) for _key, own in parts]
    frame = pd.DataFrame(rows, columns=["nama", "hasil", "jenis", "subskala", "n", "urut"])
    return Table(
        frame.sort_values(["urut", "jenis", "nama"], kind="stable"),
        "kelompok-dialog-semua",
        _("Kesimpulan bagi tiap jenis unit dan unit"),
        _GROUP_COLUMNS,
        subject=SUBJECT,
        fold=True,
        note=_(
            "Jenis unit dahulu, lalu unit menurut jenis dan abjad; bukan peringkat. Kesimpulan "
            "satu kelompok: perlu dialog bila salah satu subskalanya demikian."
        ),
        source=SOURCE,
    )


def tabulate_unknown(review: ComparisonReview) -> list[Table]:
    """Name the units of which nothing can be concluded, without any number."""
    if review.answers is None or review.dialogue.empty:
        return []
    units_open = list_unknown(review)
    if not units_open:
        return []
    kinds = review.responses.evidence.units["jenis"].to_dict()
    rows = [
        {"nama": _name_unit(review, unit), "jenis": kinds.get(unit), "hasil": dialogue.FEW}
        for unit in units_open
    ]
    return [
        Table(
            pd.DataFrame(rows).sort_values(["jenis", "nama"], kind="stable"),
            "kelompok-dialog-belum-unit",
            _("Unit yang belum dapat disimpulkan"),
            {name: _GROUP_COLUMNS[name] for name in ("nama", "hasil", "jenis")},
            subject="umum",
            fold=True,
            note=_(
                "Jawabannya kurang dari batas, yang menjawab terlalu sedikit, atau angkanya akan "
                "membuka angka unit lain. Tidak berarti rendah dan tidak berarti tinggi."
            ),
            source=SOURCE,
        )
    ]


def _name_unit(review: ComparisonReview, unit: object) -> str:
    return str(review.responses.evidence.name_units(pd.Series([unit])).iloc[0])


def _group_row(review: ComparisonReview, own: pd.DataFrame) -> dict[str, object]:
    """Sum up one group by the result that asks most."""
    head = own.iloc[0]
    name, group = head["pengelompokan"], head["kelompok"]
    needed = own[own["hasil"] == dialogue.NEEDED]
    return {
        "nama": head["nama"],
        "hasil": min(own["hasil"], key=_ORDER.index),
        "jenis": GROUPINGS[KIND] if name == KIND else review.kind_of.get(group),
        "subskala": ", ".join(needed["subskala"]) or None,
        "n": review.sizes[name][group],
        "urut": int(name == UNIT),
    }


def tabulate_effects(review: ComparisonReview) -> list[Table]:
    """Show the mixed model: each group beside the largest, at equal other characteristics."""
    if review.answers is None or review.effects.empty:
        return []
    rows = review.effects
    named = {
        column: [
            name_class(*pair) for pair in zip(rows["pengelompokan"], rows[column], strict=True)
        ]
        for column in ("kelompok", "acuan")
    }
    return [
        Table(
            rows.assign(**named),
            "kelompok-model",
            _("Selisih kelompok pada ciri lain yang sama"),
            _EFFECT_COLUMNS,
            subject=SUBJECT,
            fold=True,
            helpers=("pengelompokan",),
            note=_(
                "Model campuran: jenis unit, jenis kelamin, usia, dan status sekaligus, dengan "
                "tingkat tersendiri bagi tiap unit. Selang 95% tanpa koreksi; tidak dipakai untuk "
                "kesimpulan. Yang belum dapat dibandingkan tidak dimuat. Hubungan, bukan sebab."
            ),
            source=SOURCE,
        )
    ]
