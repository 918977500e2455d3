"""Tables of compliance with the cycle: coverage, units, stages, dialogue and reports, people."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.basis.periods import name_period
from kinerja_lib.i18n import _
from kinerja_lib.performance.cycle.people import AWAY, LEFT, name_units
from kinerja_lib.performance.cycle.review import CycleReview
from kinerja_lib.performance.cycle.units import ABOVE, CLASSES, SMALL, UNKNOWN, WITHIN
from kinerja_lib.publish import Quantity, Table
from kinerja_lib.publish.phrases import limit_quantity
from kinerja_lib.tables.choices import STAGES
from kinerja_lib.tables.columns import NOT_APPLICABLE, NOT_COMPUTABLE, Column

KINDS = {ABOVE: "bad", WITHIN: "ok", SMALL: "na", UNKNOWN: "na"}
_SHARE = {"unit": "%", "decimals": 1, "missing": NOT_COMPUTABLE}


def tabulate_coverage(review: CycleReview) -> Table:
    """Show who has been appraised: the denominator first, the other groups beside it."""
    away = review.coverage["kelompok"].isin([*AWAY, LEFT])
    counts = ["dinilai", "menunggu", "tanpa"]
    frame = review.coverage.assign(
        **{name: review.coverage[name].mask(away) for name in counts},
        alasan=away.map({True: NOT_APPLICABLE, False: ""}),
    )
    unknown = int(review.people["tanpa_status"].sum())
    return Table(
        frame,
        "cakupan-penilaian",
        _("Pegawai yang sudah dinilai menurut kelompok, {periode}"),
        _coverage_columns(waiting=bool(frame["menunggu"].fillna(0).any())),
        fold=True,
        values={"periode": name_period(review.focus), "kosong": Quantity(unknown)},
        note=_(
            "Penyebut cakupan hanya kelompok aktif sepanjang periode: diangkat paling lambat pada "
            "hari pertama, tidak berpindah unit sesudahnya, dan tidak cuti, tugas belajar, "
            "diperbantukan, atau keluar sampai hari terakhir. Kelompok lain ditampilkan terpisah; "
            "yang sedang tidak bertugas tidak dihitung sebagai belum dinilai. "
            "Tanpa status kerja, sehingga dianggap aktif: {kosong} pegawai. Semua tercatat, tanpa "
            "selang."
        ),
    )


def _coverage_columns(*, waiting: bool) -> dict[str, Column]:
    """Give the columns of coverage; one of zeros only costs room on a phone."""
    part = {"missing": NOT_COMPUTABLE, "reason_from": "alasan"}
    columns = {
        "kelompok": Column(_("Kelompok"), "key"),
        "pegawai": Column(_("Pegawai"), "n"),
        "dinilai": Column(_("Dinilai"), "count", **part),
        "menunggu": Column(_("Menunggu persetujuan"), "count", **part),
        "tanpa": Column(_("Tanpa predikat"), "count", **part),
    }
    return {name: c for name, c in columns.items() if waiting or name != "menunggu"}


def tabulate_units(review: CycleReview) -> list[Table]:
    """Show units above the limit and folded all units (internal), or classes only (public)."""
    units = review.units
    if units.empty:
        return []
    late = review.late_units
    title = _("Unit yang melewati batas keterlambatan")
    tables = [_unit_table(review, late, "unit-terlambat", title)] if len(late) else []
    every = _unit_table(review, units, "kepatuhan-unit", _("Kepatuhan siklus per unit"))
    counts = units["kelas"].value_counts().reindex(list(CLASSES)).fillna(0).astype(int)
    classes = Table(
        counts.rename_axis("kelas").rename("unit").reset_index(),
        "unit-menurut-kelas",
        _("Banyaknya unit menurut batas keterlambatan"),
        {"kelas": Column(_("Terhadap batas"), "key"), "unit": Column(_("Unit"), "count")},
        subject="umum",
        editions=("public",),
        values=_limits(review),
        note=_("Melewati batas: lebih dari {batas}% pegawai terlambat pada satu tahap."),
    )
    return [*tables, every, classes]


def _limits(review: CycleReview) -> dict[str, object]:
    return {
        "batas": limit_quantity(review.limits.late_share),
        "terkecil": str(review.limits.smallest),
        "pasangan": Quantity(len(STAGES) * len(review.units)),
    }


def _unit_table(review: CycleReview, rows: pd.DataFrame, id: str, caption: str) -> Table:
    late_only = id == "unit-terlambat"
    columns = _unit_columns(late_only=late_only)
    return Table(
        rows,
        id,
        caption,
        columns,
        editions=("internal",),
        fold=not late_only,
        helpers=() if late_only else ("tahap_awal", "melapor"),
        values=_limits(review),
        note=_(
            "Terlambat: selesai sesudah tenggat atau lewat tenggat, dari pegawai yang mempunyai "
            "catatan. Melewati batas: lebih dari {batas}% pada satu tahap; tahap pertama yang "
            "melewatinya disebut, karena keterlambatan terbawa ke tahap berikutnya. Unit dengan "
            "kurang dari {terkecil} pegawai tidak dibandingkan; perbandingan yang dilihat: "
            "{pasangan} pasangan unit dan tahap. Menurut abjad; semua tercatat, tanpa selang."
        ),
    )


def _unit_columns(*, late_only: bool) -> dict[str, Column]:
    """Give the columns of a table of units: those above the limit need no class.

    The list of all units leaves the stage and the share that reports to its CSV.
    """
    columns = {
        "nama": Column(_("Unit"), "key"),
        "kelas": Column(_("Terhadap batas"), "verdict", kinds=KINDS),
        "tahap_awal": Column(_("Mulai terlambat pada"), "text", missing=NOT_APPLICABLE),
        "pegawai": Column(_("Pegawai aktif"), "n", short=_("n")),
        "persen": Column(_("Terlambat"), **_SHARE),
        "dinilai": Column(_("Dinilai"), **_SHARE),
        "dialog": Column(_("Dialog tercatat"), **_SHARE),
    }
    left_out = ("kelas", "dialog") if late_only else ("tahap_awal",)
    return {name: column for name, column in columns.items() if name not in left_out}


def tabulate_durations(review: CycleReview) -> list[Table]:
    """Show the days in each stage, folded; nothing without stage records.

    Internal only: who begins a stage has completed the one before, so the numbers of people here,
    beside those of the funnel, tell how few are still at it.
    """
    if review.current.empty:
        return []
    whole = {"decimals": 0, "missing": NOT_COMPUTABLE}
    columns = {
        "tahap": Column(_("Tahap"), "key"),
        "median": Column(_("Median"), unit=_("hari"), quantile=0.5, **whole),
        "q1": Column(_("Kuartil pertama"), unit=_("hari"), quantile=0.25, **whole),
        "q3": Column(_("Kuartil ketiga"), unit=_("hari"), quantile=0.75, **whole),
        "rencana": Column(_("Menurut kalender"), unit=_("hari"), **whole),
        "n": Column(_("Pegawai"), "n", short=_("n")),
        "berjalan": Column(_("Belum selesai"), "count"),
    }
    return [
        Table(
            review.durations,
            "lama-tahap",
            _("Lama tiap tahap, {periode}"),
            columns,
            editions=("internal",),
            fold=True,
            values={"periode": name_period(review.focus)},
            note=_(
                "Dihitung dari selesainya tahap sebelumnya; tahap pertama dari awal kalender. Yang "
                "belum selesai dihitung sebagai masih berjalan (Kaplan–Meier), bukan nol. Tanggal "
                "yang mendahului tahap sebelumnya tidak ikut."
            ),
        )
    ]


_NOTE = _("Yang dihitung: pegawai aktif sepanjang periode. Semua tercatat, tanpa selang.")


def tabulate_dialogue(review: CycleReview) -> Table:
    """Show dialogue, proposals, reporting people and reports with evidence."""
    planned, sums, people = review.planned, review.reports, len(review.people)
    talked = None if review.talked is None else len(planned & review.talked)
    told = review.reporters
    reporting = None if told is None else len(told & frozenset(review.people.index))
    proposed, items = review.proposed
    rows = [
        (_("Pegawai aktif yang dialognya tercatat"), people, talked),
        (_("Butir SKP yang diusulkan pegawai"), items, proposed if items else None),
        (_("Pegawai aktif yang melaporkan pekerjaan"), people, reporting),
        (_("Laporan pekerjaan yang disertai bukti"), sums.rows, sums.evidence),
    ]
    frame = pd.DataFrame(rows, columns=["ukuran", "dari", "memenuhi"])
    known = frame["memenuhi"].notna() & (frame["dari"] > 0)
    frame = frame.astype({"memenuhi": "Int64", "dari": "Int64"})
    frame["dari"] = frame["dari"].where(frame["dari"] > 0)
    share = 100.0 * frame["memenuhi"].astype(float) / frame["dari"].astype(float)
    return Table(
        frame.assign(persen=share, memenuhi=frame["memenuhi"].where(known)),
        "dialog-laporan",
        _("Dialog kinerja dan laporan pekerjaan, {periode}"),
        {
            "ukuran": Column(_("Ukuran"), "key"),
            "persen": Column(_("Bagian"), **_SHARE),
            "memenuhi": Column(_("Banyaknya"), "count", missing=NOT_COMPUTABLE),
            "dari": Column(_("Dari"), "n"),
        },
        fold=True,
        values={"periode": name_period(review.focus)},
        note=_NOTE,
    )


def tabulate_people(review: CycleReview) -> list[Table]:
    """List who to follow up, internal only and folded: not appraised, dates out of order."""
    tables = [_not_appraised(review), _out_of_order(review)]
    return [table for table in tables if len(table.frame)]


def _not_appraised(review: CycleReview) -> Table:
    known = review.appraised
    rows = review.people if known is None else review.people[~review.people.index.isin(known)]
    rows = rows if known is not None else rows.iloc[:0]
    waiting = review.results["menunggu"].reindex(rows.index).eq(True)
    rows = rows.assign(keadaan=waiting.map({True: "menunggu persetujuan", False: "tanpa predikat"}))
    return _person_table(
        review, rows, "belum-dinilai", _("Pegawai aktif yang belum dinilai, {periode}")
    )


def _out_of_order(review: CycleReview) -> Table:
    pairs = review.reversed
    rows = review.evidence.staff[["unit_id", "nama"]].reindex(pairs["nip"])
    pairs = zip(pairs["periode"], pairs["sesudah"], pairs["sebelum"], strict=True)
    text = [f"{name_period(p, short=True)}: {a} < {b}" for p, a, b in pairs]
    return _person_table(
        review,
        rows.assign(keadaan=text).rename_axis("nip"),
        "tanggal-terbalik",
        _("Tahap yang bertanggal sebelum tahap yang mendahuluinya, sejak awal tahun"),
    )


def _person_table(review: CycleReview, rows: pd.DataFrame, id: str, caption: str) -> Table:
    """Lay people out by unit and name, in alphabetical order."""
    frame = rows.reset_index().assign(unit=name_units(review.evidence, rows["unit_id"]).to_numpy())
    return Table(
        frame.sort_values(["unit", "nama"], kind="stable"),
        id,
        caption,
        {
            "nip": Column(_("NIP"), "key"),
            "nama": Column(_("Nama"), "person"),
            "unit": Column(_("Unit"), "text"),
            "keadaan": Column(_("Keadaan"), "text"),
        },
        subject="umum",
        editions=("internal",),
        fold=True,
        values={"periode": name_period(review.focus)},
        note=_("Menurut abjad unit dan nama. Hanya untuk ditindaklanjuti."),
    )
