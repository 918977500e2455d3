"""Tables of the plan; lists of people in the internal edition only, by course, unit and name."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.competency.plan.changes import CLASS, MONEY, find_seconds
from kinerja_lib.competency.plan.reasons import LATER, MANDATORY, WITH_GAP, list_recommendations
from kinerja_lib.competency.plan.review import PlanReview
from kinerja_lib.competency.plan.words import CAUSES, UNMET
from kinerja_lib.i18n import _
from kinerja_lib.publish import Quantity, Table
from kinerja_lib.tables.columns import NOT_APPLICABLE, Column

SOURCE = _("Sumber: pelatihan, kompetensi, standar_kompetensi, peserta_pelatihan, pegawai.")


def tabulate_classes(review: PlanReview) -> list[Table]:
    """Show the classes that open; then the others."""
    frame = review.classes.reset_index(names="pelatihan_id")
    closed = frame[frame["kelas"] == 0]
    frame = frame[frame["kelas"] > 0]
    columns = {
        "nama": Column(_("Pelatihan"), "key"),
        "kelas": Column(_("Kelas dibuka"), short=_("Kelas")),
        "peserta": Column(_("Peserta"), "n"),
        "kursi": Column(_("Daya tampung"), short=_("Kursi")),
        "biaya": Column(_("Biaya"), unit=_("Rp")),
        "pelatihan_id": Column(_("Kode"), "code"),
    }
    table = Table(frame, "rencana-kelas", _("Kelas yang dibuka menurut rencana"), columns,
                  source=SOURCE)  # fmt: skip
    return ([table] if len(frame) else []) + _tabulate_closed(closed)


def _tabulate_closed(closed: pd.DataFrame) -> list[Table]:
    """Name the courses for which no class opens."""
    columns = {"nama": Column(_("Pelatihan"), "key"), "pelatihan_id": Column(_("Kode"), "code")}
    table = Table(closed[list(columns)], "rencana-tanpa-kelas",
                  _("Pelatihan pada katalog tanpa kelas dalam rencana"), columns,
                  subject="umum", fold=True, source=SOURCE)  # fmt: skip
    return [table] if len(closed) else []


def tabulate_changes(review: PlanReview, changes: pd.DataFrame) -> list[Table]:
    """Show what one more class, or ten more million rupiah, would add, found by planning again."""
    words = {CLASS: _("satu kelas lagi"), MONEY: _("Rp10 juta lagi")}
    columns = {
        "nama": Column(_("Pelatihan atau sumber dana"), "key"),
        "batas": Column(_("Tambahan"), "text"),
        "sedikit": Column(_("Nilai bertambah paling sedikit"), decimals=1, short=_("Sedikitnya")),
        "banyak": Column(_("Nilai bertambah paling banyak"), decimals=1, short=_("Sebanyaknya")),
        "tingkat": Column(_("Tingkat tertutup, perubahan"), short=_("Tingkat")),
        "jp": Column(_("JP menuju batas bawah, perubahan"), short=_("JP")),
    }
    note = _(
        "Hanya batas yang mengikat, paling banyak lima pelatihan dan lima sumber dana. Paling "
        "sedikit: rencana disusun ulang mulai dari rencana ini, dengan kerja pemecah yang sama "
        "banyak untuk tiap baris (kira-kira {detik} detik pada komputer biasa). Paling banyak: "
        "batas terbaik dengan tambahan itu, dikurangi nilai rencana ini. Nilai: tingkat tertutup "
        "kali bobotnya, dikurangi {bobot} untuk tiap JP yang kurang."
    )
    values = {
        "detik": Quantity(find_seconds(review, len(changes)), decimals=1),
        "bobot": Quantity(review.limits.hours_weight, decimals=2),
    }
    frame = changes.assign(batas=[words[kind] for kind in changes["jenis"]])
    table = Table(frame[list(columns)], "rencana-tambahan",
                  _("Yang bertambah bila satu batas dilonggarkan"), columns, subject="umum",
                  note=note, values=values, source=SOURCE)  # fmt: skip
    return [table] if len(frame) else []


def tabulate_left_out(review: PlanReview) -> list[Table]:
    """List the courses that the plan cannot use, and why."""
    frame = review.offer.left_out.reset_index(names="pelatihan_id")
    columns = {
        "nama": Column(_("Pelatihan"), "key"),
        "pelatihan_id": Column(_("Kode"), "code"),
        "sebab": Column(_("Sebab tidak direncanakan"), "text"),
    }
    table = Table(frame, "rencana-tanpa", _("Pelatihan yang tidak dapat direncanakan"), columns,
                  subject="umum", source=SOURCE)  # fmt: skip
    return [table] if len(frame) else []


def tabulate_participants(review: PlanReview) -> list[Table]:
    """List participants by course and class with reason, next better course and what changes it."""
    frame = list_recommendations(review)
    columns = {
        "pelatihan": Column(_("Pelatihan"), "key"),
        "pelatihan_id": Column(_("Kode"), "code"),
        "kelas": Column(_("Kelas"), "code"),
        "unit": Column(_("Unit kerja"), "text"),
        "nama": Column(_("Nama"), "person"),
        "nip": Column(_("NIP"), "person"),
        "jp": Column(_("JP")),
        "alasan": Column(_("Alasan"), "text", forms=(MANDATORY, WITH_GAP, LATER)),
        "lebih_baik": Column(_("Pelatihan lain yang lebih bernilai"), "text",
                             missing=NOT_APPLICABLE),
        "sebab": Column(_("Mengapa bukan itu"), "text", missing=NOT_APPLICABLE),
        "perubahan": Column(_("Yang dapat mengubahnya"), "text", missing=NOT_APPLICABLE),
    }  # fmt: skip
    return _list(frame, "rencana-peserta", _("Daftar peserta menurut pelatihan dan kelas"), columns,
                 helpers=("kode", "kompetensi"))  # fmt: skip


def tabulate_attendance(review: PlanReview) -> list[Table]:
    """Give the participant list in the form of the table `peserta_pelatihan`, to be filled in.

    Status is `terdaftar`; after the class it becomes `hadir` or `lulus`, with jp and
    tanggal_selesai, and the file is read back as it is.
    """
    rows = review.chosen[["pelatihan_id", "nip"]].reset_index(drop=True)
    frame = rows.assign(status="terdaftar", jp=None, tanggal_selesai=None)
    columns = {
        "pelatihan_id": Column(_("Kode"), "key"),
        "nip": Column(_("NIP"), "person"),
        "status": Column(_("Keadaan"), "code"),
        "jp": Column(_("JP yang diakui")),
        "tanggal_selesai": Column(_("Tanggal selesai"), "date"),
    }
    return _list(frame, "peserta-pelatihan", _("Daftar hadir untuk diisi"), columns)


def tabulate_short_hours(review: PlanReview) -> list[Table]:
    """List the people who stay below the hours of the year, and why, by unit and name."""
    rows = review.people[review.people["kurang"] > 0].reset_index(names="nip")
    names = review.needs.evidence.staff["nama"].reindex(rows["nip"]).to_numpy()
    unit = review.needs.evidence.name_units(rows["unit_id"])
    words = [CAUSES[code][0] for code in rows["sebab"]]
    frame = rows.assign(nama=names, unit=unit, sebab=words).sort_values(["unit", "nama", "nip"])
    columns = {
        "unit": Column(_("Unit kerja"), "key"),
        "nama": Column(_("Nama"), "person"),
        "nip": Column(_("NIP"), "person"),
        "jp": Column(_("JP terlaksana")),
        "rencana": Column(_("JP rencana")),
        "kurang": Column(_("Kurang")),
        "sebab": Column(_("Sebab"), "text"),
    }
    return _list(frame, "rencana-jp-kurang", _("PNS yang belum mencapai JP setahun"), columns)


def tabulate_unmet(review: PlanReview) -> list[Table]:
    """List mandatory places that the plan cannot give, by course and name."""
    rows = review.unmet
    names = review.needs.evidence.staff["nama"].reindex(rows["nip"]).to_numpy()
    course = rows["pelatihan_id"].map(review.offer.courses["nama"])
    words = [UNMET[code] for code in rows["sebab"]]
    frame = rows.assign(nama=names, pelatihan=course, sebab=words)
    columns = {
        "pelatihan": Column(_("Pelatihan"), "key"),
        "nama": Column(_("Nama"), "person"),
        "nip": Column(_("NIP"), "person"),
        "sebab": Column(_("Sebab"), "text"),
    }
    frame = frame.sort_values(["pelatihan", "nama", "nip"])
    return _list(frame, "rencana-wajib-kurang", _("Pelatihan wajib yang belum tertampung"), columns)


def _list(
    frame: pd.DataFrame, id: str, caption: str, columns: dict[str, Column],
    helpers: tuple[str, ...] = (),
) -> list[Table]:  # fmt: skip
    table = Table(frame, id, caption, columns, subject="umum", editions=("internal",), fold=True,
                  helpers=helpers, source=SOURCE, workbook=True)  # fmt: skip
    return [table] if len(frame) else []
