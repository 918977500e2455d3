"""Tables of training need; people are listed in the internal edition only, by unit and name."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.competency.needs.elements import LEVEL
from kinerja_lib.competency.needs.lists import (
    count_front,
    list_chances,
    list_front,
    list_topics,
    list_untrained,
)
from kinerja_lib.competency.needs.review import NeedReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Quantity, Table
from kinerja_lib.publish.phrases import FEWEST
from kinerja_lib.rules.register import find_rule
from kinerja_lib.rules.training_need import TRIGGERS, WEIGHT_NAMES, Verdict
from kinerja_lib.tables.columns import NOT_APPLICABLE, NOT_COMPUTABLE, Column

KINDS = {
    str(Verdict.TRIGGERS): "bad",
    str(Verdict.OPEN): "warn",
    str(Verdict.BELOW): "ok",
    str(Verdict.NO_DATA): "na",
}
YES, NO = _("ada"), _("tidak ada")


def tabulate_needs(review: NeedReview) -> list[Table]:
    """Count by competency who has a gap, and for whom no course of the planned year is."""
    rows = review.needs
    grouped = rows.assign(tanpa=rows["pelatihan"] == 0).groupby("kompetensi", sort=False)
    frame = pd.DataFrame(
        {
            "n": grouped.size(),
            "tanpa": grouped["tanpa"].sum(),
            "kekurangan": grouped["kekurangan"].sum(),
        }
    )
    frame = frame.reindex([name for name in review.gaps.names if name in frame.index])
    columns = {
        "kompetensi": Column(_("Kompetensi"), "key"),
        "n": Column(_("Pegawai dengan kesenjangan"), "n", short=_("Pegawai")),
        "kekurangan": Column(_("Jumlah kekurangan"), unit=_("tingkat")),
        "tanpa": Column(_("Tanpa pelatihan yang sesuai"), "count", short=_("Tanpa")),
    }
    note = _(
        "Pelatihan sesuai bila mengajarkan kompetensi itu dan tingkat pegawai berada di antara "
        "tingkat awal dan tingkat sesudah lulus."
    )
    table = Table(frame.reset_index(), "kebutuhan-kompetensi",
                  _("Kebutuhan menurut kompetensi, dan ada tidaknya pelatihan"),
                  columns, note=note)  # fmt: skip
    return [table] if len(frame) else []


def tabulate_catalogue(review: NeedReview) -> list[Table]:
    """Count the courses of the planned year by competency, also those without any."""
    frame = review.catalogue.count_by_competency(review.gaps.names)
    frame = frame.assign(kursi=frame["kursi"].where(frame["pelatihan"] > 0))
    columns = {
        "kompetensi": Column(_("Kompetensi"), "key"),
        "pelatihan": Column(_("Pelatihan")),
        "klasikal": Column(_("Klasikal")),
        "nonklasikal": Column(_("Nonklasikal")),
        "kursi": Column(_("Daya tampung"), unit=_("orang"), missing=NOT_APPLICABLE),
        "jp": Column(_("JP, median"), unit=_("JP"), missing=NOT_APPLICABLE),
    }
    year = {"tahun": str(review.limits.year)}
    table = Table(frame, "katalog-kompetensi", _("Pelatihan {tahun} menurut kompetensi"), columns,
                  subject="umum", values=year, fold=True)  # fmt: skip
    return [table] if len(frame) and len(review.courses) else []


def tabulate_alternatives(review: NeedReview) -> list[Table]:
    """List the competencies with more than one course, as alternatives."""
    frame = review.catalogue.list_alternatives()
    columns = {
        "kompetensi": Column(_("Kompetensi"), "key"),
        "banyak": Column(_("Pelatihan")),
        "pelatihan": Column(_("Pilihan"), "code"),
    }
    note = _("Tingkat awal dan tingkat sesudah lulus dapat berbeda; lihat katalog.")
    table = Table(frame, "pelatihan-pilihan", _("Pilihan pelatihan untuk kompetensi yang sama"),
                  columns, subject="umum", note=note, fold=True)  # fmt: skip
    return [table] if len(frame) else []


def tabulate_faults(review: NeedReview) -> list[Table]:
    """List courses of the planned year that a plan cannot use as they are."""
    frame = review.catalogue.faults.rename_axis("kode").reset_index()
    columns = {
        "kode": Column(_("Kode pelatihan"), "key"),
        "nama": Column(_("Pelatihan"), "code"),
        "masalah": Column(_("Yang perlu dilengkapi"), "text"),
    }
    note = _(
        "Pelatihan yang tidak menaikkan tingkat atau tanpa tempat tidak dipasangkan. Tanpa "
        "tanggal, sehingga tidak masuk tahun mana pun: {tanpa}."
    )
    undated = {"tanpa": Quantity(review.catalogue.undated)}
    table = Table(frame, "katalog-perlu-dilengkapi", _("Katalog yang perlu dilengkapi"), columns,
                  subject="umum", note=note, values=undated, fold=True)  # fmt: skip
    return [table] if len(frame) else []


def tabulate_triggers(review: NeedReview) -> list[Table]:
    """List every trigger with its rule, its weight and the people it holds for."""
    counts = review.triggers.groupby("kode")["nip"].nunique()
    weights = review.rules.triggers
    frame = pd.DataFrame(
        {
            "kode": list(TRIGGERS),
            "arti": [find_rule(code).title for code in TRIGGERS],
            "orang": [int(counts.get(code, 0)) for code in TRIGGERS],
            "n": len(review.staff),
            "bobot": [weights.get(WEIGHT_NAMES.get(code, ""), np.nan) for code in TRIGGERS],
        }
    )
    columns = {
        "arti": Column(_("Pemicu"), "key"),
        "orang": Column(_("Pegawai"), "count"),
        "n": Column(_("Pegawai aktif"), "n"),
        "bobot": Column(_("Tambahan bobot"), decimals=2, missing=NOT_APPLICABLE),
        "kode": Column(_("Aturan"), "code"),
    }
    note = _(
        "Pegawai yang pemicunya berlaku dan untuknya ada pelatihan pada tahun rencana. Satu "
        "pegawai dapat mempunyai beberapa pemicu. Bobot ditetapkan pada berkas aturan."
    )
    table = Table(frame, "pemicu", _("Pemicu kebutuhan pelatihan"), columns, note=note)
    return [table] if len(review.staff) else []


def tabulate_fields(review: NeedReview) -> list[Table]:
    """Show the share of low results of each field with its interval."""
    rows = review.fields.assign(hasil=review.fields["hasil"].astype(str))
    plain = (rows["rendah"] == 0) | (rows["rendah"] >= FEWEST)
    interval = rows[["bagian", "bawah", "atas"]].where(plain)
    frame = rows.assign(**{name: interval[name] for name in interval})
    share = {"unit": "%", "decimals": 1, "missing": NOT_APPLICABLE}
    columns = {
        "bidang": Column(_("Bidang tugas"), "key"),
        "n": Column(_("Pegawai"), "n"),
        "rendah": Column(_("Hasil rendah"), "count"),
        "bagian": Column(_("Bagian"), **share),
        "bawah": Column(_("Selang 95%, bawah"), **share),
        "atas": Column(_("Selang 95%, atas"), **share),
        "hasil": Column(_("Kesimpulan"), "verdict", kinds=KINDS),
    }
    threshold = float(review.evidence.rules["pelatihan.ambang_rendah"])
    values = {
        "batas": Quantity(threshold),
        "kelas": list(review.evidence.rules["pelatihan.predikat_rendah"]),
    }
    note = _(
        "Memicu: seluruh selang (Wilson) di atas {batas}%. Hasil rendah: {kelas}, predikat final "
        "terakhir tahun ini. Bagian tidak ditulis bila jumlahnya kurang dari sepuluh."
    )
    table = Table(frame, "hasil-bidang", _("Hasil rendah menurut bidang tugas"), columns, note=note,
                  values=values, fold=True)  # fmt: skip
    return [table] if len(frame) else []


def tabulate_policies(review: NeedReview) -> list[Table]:
    """Show who of the fields concerned was trained for each policy."""
    rows = review.held[review.held["pelatihan_id"].notna()]
    frame = rows.assign(katalog=np.where(rows["tersedia"].astype(bool), YES, NO))
    columns = {
        "nama": Column(_("Kebijakan"), "key"),
        "bidang": Column(_("Bidang tugas"), "code"),
        "tenggat": Column(_("Tenggat"), "date", missing=NOT_APPLICABLE),
        "n": Column(_("Pegawai"), "n"),
        "tepat": Column(_("Sudah, tepat waktu"), "count"),
        "terlambat": Column(_("Sudah, terlambat"), "count"),
        "belum": Column(_("Belum"), "count"),
        "katalog": Column(_("Pada katalog tahun rencana"), "text", short=_("Katalog")),
    }
    note = _(
        "Pegawai aktif yang jabatannya pada bidang itu sekarang. Kebijakan yang pelatihannya belum "
        "mulai ada pada tabel pelatihan wajib."
    )
    table = Table(frame, "kebijakan-pelatihan", _("Pelatihan yang disyaratkan kebijakan"), columns,
                  note=note, fold=True)  # fmt: skip
    return [table] if len(frame) else []


def tabulate_elements(review: NeedReview) -> list[Table]:
    """Show the lowest element of satisfaction of each unit with enough respondents."""
    rows = review.elements
    names = review.evidence.name_units(rows["unit_id"])
    frame = rows.assign(nama=names).sort_values("nama", kind="stable")
    points = {"unit": _("poin"), "decimals": 2, "missing": NOT_COMPUTABLE}
    columns = {
        "nama": Column(_("Unit"), "key"),
        "n": Column(_("Responden"), "n"),
        "unsur": Column(_("Unsur terendah"), "code"),
        "rerata": Column(_("Rerata"), **points),
        "selisih": Column(_("Selisih dari unsur lain"), **points, short=_("Selisih")),
        "bawah": Column(_("Selang, bawah"), **points),
        "atas": Column(_("Selang, atas"), **points),
        "hasil": Column(_("Kesimpulan"), "verdict", kinds=KINDS),
        "kompetensi": Column(_("Kompetensi yang dilatih"), "code", missing=NOT_APPLICABLE),
    }
    note = _(
        "Memicu: seluruh selang selisih di bawah nol, pada taraf {taraf}% karena dipilih dari "
        "sembilan unsur. Responden satu loket dan hari diperlakukan sebagai satu kelompok. Unit "
        "dengan kurang dari {batas} responden tidak dibaca."
    )
    least = {
        "batas": str(review.evidence.rules["pelatihan.responden_terkecil"]),
        "taraf": Quantity(100 * LEVEL, decimals=1),
    }
    table = Table(frame, "unsur-terendah", _("Unsur kepuasan terendah menurut unit"), columns,
                  subject="sikap", note=note, values=least, fold=True)  # fmt: skip
    return [table] if len(frame) else []


def tabulate_front(review: NeedReview) -> list[Table]:
    """Count frontline people with a gap in service by unit."""
    columns = {
        "nama": Column(_("Unit"), "key"),
        "n": Column(_("Pegawai garis depan"), "n"),
        "dinilai": Column(_("Dinilai"), "count"),
        "kurang": Column(_("Dengan kesenjangan"), "count"),
    }
    names = list(review.evidence.rules["pelatihan.kompetensi_garis_depan"])
    note = _("Kompetensi yang dilihat: {nama}.")
    frame = count_front(review)
    table = Table(frame, "garis-depan-unit", _("Pegawai garis depan menurut unit"), columns,
                  note=note, values={"nama": names}, fold=True)  # fmt: skip
    return [table] if len(frame) else []


_HEAD = {
    "nama": Column(_("Nama"), "key"),
    "nip": Column(_("NIP"), "person"),
    "unit": Column(_("Unit"), "text"),
}
_UNTRAINED = _HEAD | {
    "kebijakan": Column(_("Kebijakan"), "code"),
    "tenggat": Column(_("Tenggat"), "date", missing=NOT_APPLICABLE),
}
_FRONT = _HEAD | {"kompetensi": Column(_("Kompetensi"), "code")}
_CHANCES = _HEAD | {
    "bidang": Column(_("Bidang tugas"), "code"),
    "pelatihan": Column(_("Pelatihan"), "code"),
    "undian": Column(_("Nomor undian")),
}
_TOPICS = _HEAD | {
    "bidang": Column(_("Bidang tugas"), "code"),
    "kompetensi": Column(_("Topik pelatihan"), "code"),
    "indikator": Column(_("Indikator"), "code"),
}
_LISTS = (
    (list_topics, "topik-daftar", _("Topik pelatihan dari indikator"), _TOPICS),
    (list_untrained, "kebijakan-daftar", _("Belum mengikuti pelatihan kebijakan"), _UNTRAINED),
    (list_front, "garis-depan-daftar", _("Pegawai garis depan dengan kesenjangan"), _FRONT),
    (list_chances, "kesempatan-daftar", _("Kesempatan pelatihan bidang tugas"), _CHANCES),
)


def tabulate_people(review: NeedReview) -> list[Table]:
    """List who a policy, the frontline role or a chance concerns; internal, by unit and name."""
    seed = {"benih": str(review.limits.seed)}
    note = _(
        "Urut unit dan abjad, bukan menurut besar kesenjangan. Bila tempat kurang, nomor undian "
        "terkecil didahulukan; benih acak {benih}."
    )
    frames = [(make(review), *rest) for make, *rest in _LISTS]
    return [
        Table(frame, id, title, columns, note=note, values=seed, subject="umum",
              editions=("internal",), fold=True)
        for frame, id, title, columns in frames
        if len(frame)
    ]  # fmt: skip
