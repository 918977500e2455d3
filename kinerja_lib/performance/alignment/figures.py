"""The cascade of goals, indicators and plan items as a figure."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.performance.alignment.review import AlignmentReview
from kinerja_lib.performance.charts import plot_cascade
from kinerja_lib.publish import Figure, Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    NONE,
    SOME,
    count_quantity,
    make_finding,
    name_share,
    percent_quantity,
)
from kinerja_lib.tables.columns import Column

MOST = 18  # goals drawn one by one; beyond that the missions stand for them
MISSION, GOAL, LOOSE, VIA, FREE = "misi", "tujuan", "IKU lepas", "lewat pimpinan", "butir lepas"
TIED, BARE, UNTIED = "terkait", "tanpa IKU", "tanpa tujuan"
STATES = {TIED: "ok", BARE: "bad", UNTIED: "bad", VIA: "na"}
NO_MISSION = _("Tanpa misi")
ROWS = {
    LOOSE: _("IKU tanpa tujuan"),
    VIA: _("Butir SKP terkait hanya lewat pimpinan"),
    FREE: _("Butir SKP tanpa kaitan dengan IKU"),
}
TITLE = {
    ALL: _("Semua {items} butir SKP utama bermuara pada IKU; {direct} di antaranya langsung"),
    SOME: _("{share} butir SKP utama bermuara pada IKU; {free} butir belum terkait"),
    NONE: _("Tidak satu pun dari {items} butir SKP utama bermuara pada IKU"),
    CANNOT: _("Butir SKP belum ada; yang tampak hanya tujuan dan IKU"),
}


def lay_out_cascade(review: AlignmentReview) -> pd.DataFrame:
    """Lay the cascade out in rows from the missions down to what hangs free.

    Returns
    -------
    DataFrame
        nama, misi (above it), jenis (`MISSION`, `GOAL`, `LOOSE`, `VIA`, `FREE`), keadaan, iku and
        butir (main items that name these indicators; missing without plans). A mission counts all
        below it. Rows of goals are left out where there are more than `MOST`.
    """
    goals = review.goals
    held = _items_of_goals(review)
    aims = review.aims
    aims = aims[aims["daun"] | (aims["iku"] > 0)].assign(butir=held.reindex(aims.index).fillna(0))
    aims = aims.assign(misi=_mission_of(goals, aims.index))
    rows: list[tuple[object, ...]] = []
    names = dict(goals.loc[goals["jenis"] == MISSION, "uraian"])
    for code, name in [*names.items(), ("", NO_MISSION)]:
        own = aims[aims["misi"] == code]
        if code or len(own):
            state = TIED if own["iku"].sum() else BARE
            rows.append((name, "", MISSION, state, own["iku"].sum(), own["butir"].sum()))
            rows += _goal_rows(own, name) if len(aims) <= MOST else []
    rows += _loose_rows(review)
    table = pd.DataFrame(rows, columns=["nama", "misi", "jenis", "keadaan", "iku", "butir"])
    table = table.astype({"iku": "Int64", "butir": "Int64"})
    return table.assign(butir=pd.NA) if review.main.empty else table


def _goal_rows(own: pd.DataFrame, mission: str) -> list[tuple[object, ...]]:
    return [
        (row.uraian, mission, GOAL, TIED if row.tercakup else BARE, row.iku, row.butir)
        for row in own.itertuples()
    ]


def _loose_rows(review: AlignmentReview) -> list[tuple[object, ...]]:
    """Give the rows of what hangs free; none that is empty."""
    items, loose = review.main, review.loose_cards.index
    via = int((items["terkait"] & ~items["langsung"]).sum())
    rows = [
        (LOOSE, UNTIED, len(loose), int(items["iku_id"].isin(loose).sum())),
        (VIA, VIA, None, via),
        (FREE, BARE, None, len(items) - int(items["terkait"].sum())),
    ]
    return [
        (ROWS[kind], "", kind, state, cards, count)
        for kind, state, cards, count in rows
        if cards or count
    ]


def _items_of_goals(review: AlignmentReview) -> pd.Series:
    """Count the main items that name the indicators of each goal, by code of the goal."""
    goal = review.main["iku_id"].map(review.cards["tujuan_id"])
    return goal.value_counts()


def _mission_of(goals: pd.DataFrame, codes: pd.Index) -> list[str]:
    """Give the code of the mission above each goal; "" where the climb meets none."""
    above, kind = goals["induk_id"].to_dict(), goals["jenis"].to_dict()
    found = []
    for start in codes:
        code, seen = start, set()
        while code in kind and code not in seen and kind[code] != MISSION:
            seen.add(code)
            code = above[code]
        found.append(code if code in kind and kind[code] == MISSION else "")
    return found


def chart_cascade(review: AlignmentReview) -> list[Figure]:
    """Draw the cascade; nothing without goals or without indicators."""
    if review.goals.empty or not review.has_cards:
        return []
    frame = lay_out_cascade(review)
    return [
        Figure(
            plot_cascade,
            frame,
            "kaskade",
            _title(review),
            {
                "nama": Column(_("Tingkat"), "key"),
                "keadaan": Column(_("Keadaan"), "verdict", kinds=STATES),
                "misi": Column(_("Misi"), "text", missing="tidak berlaku"),
                "iku": Column(_("IKU"), "count", missing="tidak berlaku"),
                "butir": Column(_("SKP utama"), "count", unit=_("butir")),
                "jenis": Column(_("Jenis baris"), "text"),
            },
            kind=_("Kaskade tujuan"),
            value="butir",
            keys=(("bad", _("ujung yang terputus, bergaris miring")),),
            caption=_("IKU dan butir SKP di bawah tiap misi dan tujuan"),
            subtitle=_(
                "Kiri ke kanan: misi dan tujuan, IKU (satu kotak satu IKU), butir SKP utama yang "
                "menyebut IKU itu (panjang batang, banyaknya butir)."
            ),
            subject="umum",
            source=_("Sumber: tabel tujuan, IKU, dan SKP yang berlaku pada periode laporan."),
        )
    ]


def _title(review: AlignmentReview) -> Finding:
    items = review.main
    tied = int(items["terkait"].sum())
    values: dict[str, object] = {
        "items": Quantity(len(items)),
        "direct": Quantity(int(items["langsung"].sum())),
        "free": count_quantity(len(items) - tied),
    }
    if len(items):
        values["share"] = percent_quantity(tied, len(items))
    outcome = name_share(tied, len(items))
    return make_finding("kaskade-judul", outcome, TITLE, values, place="title")
