"""Tables of gaps; people are listed in the internal edition only, by unit and name."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.competency.gaps.findings import is_over
from kinerja_lib.competency.gaps.review import GapReview
from kinerja_lib.competency.gaps.summaries import (
    count_classes,
    count_competencies,
    count_families,
    count_missing,
    count_sources,
    count_units,
    list_unrated,
)
from kinerja_lib.i18n import _
from kinerja_lib.publish import Quantity, Table
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

LEVELS = _("tingkat")
SOURCE = _(
    "Sumber: kompetensi, standar_kompetensi, jabatan, dan pegawai aktif; semua pegawai dihitung, "
    "sehingga tanpa selang."
)
READING = _(
    "Kekurangan: tingkat yang disyaratkan dikurangi tingkat yang dicapai, paling sedikit nol; "
    "rerata hanya dari yang dinilai. Yang belum dinilai tidak dihitung nol."
)
_SHORTFALL = Column(
    _("Rerata kekurangan"),
    unit=LEVELS,
    decimals=2,
    missing=NOT_COMPUTABLE,
    short=_("Kurang"),
    made_by="kurang",
)
_MISSING = Column(_("Belum ada nilai"), unit="%", decimals=1, missing=NOT_COMPUTABLE)


def tabulate_missing(review: GapReview) -> list[Table]:
    """Say per unit how much of what posts require has no valid rating."""
    columns = {
        "nama": Column(_("Unit"), "key"),
        "n": Column(_("Pegawai"), "n"),
        "hilang": _MISSING,
        "dinilai": Column(_("Dinilai lengkap"), "count"),
        "tanpa": Column(_("Belum dinilai sama sekali"), "count", short=_("Belum")),
    }
    frame = count_missing(review)
    note = _(
        "Belum ada nilai: bagian tingkat yang disyaratkan tanpa nilai yang berlaku pada tanggal "
        "acuan. Nilai berlaku {tahun} tahun."
    )
    years = {"tahun": str(review.evidence.rules["jpm.berlaku_tahun"])}
    table = Table(
        frame,
        "nilai-hilang-unit",
        _("Kelengkapan penilaian kompetensi per unit"),
        columns,
        note=note,
        values=years,
        source=SOURCE,
        fold=not is_over(review),
    )
    return [table] if len(frame) else []


def tabulate_competencies(review: GapReview) -> list[Table]:
    """Show per competency how many are rated, below the level, and by how much."""
    columns = {
        "kompetensi": Column(_("Kompetensi"), "key"),
        "n": Column(_("Dinilai"), "n"),
        "kurang": Column(_("Di bawah syarat"), "count"),
        "kekurangan": _SHORTFALL,
        "hilang": _MISSING,
    }
    frame = count_competencies(review)
    table = Table(
        frame,
        "kesenjangan-kompetensi",
        _("Kesenjangan menurut kompetensi"),
        columns,
        note=READING,
        source=SOURCE,
    )
    return [table] if len(frame) else []


def tabulate_units(review: GapReview) -> list[Table]:
    """Show every unit and competency, one row each, as the chart draws the largest units."""
    columns = {
        "nama": Column(_("Unit"), "key"),
        "kompetensi": Column(_("Kompetensi"), "key"),
        "n": Column(_("Dinilai"), "n"),
        "kurang": Column(_("Di bawah syarat"), "count"),
        "kekurangan": _SHORTFALL,
    }
    frame = count_units(review)
    table = Table(
        frame,
        "kesenjangan-unit",
        _("Kesenjangan menurut unit dan kompetensi"),
        columns,
        note=READING,
        source=SOURCE,
        fold=True,
    )
    return [table] if len(frame) else []


def tabulate_families(review: GapReview) -> list[Table]:
    """Show gaps by job family."""
    columns = {
        "rumpun": Column(_("Rumpun jabatan"), "key"),
        "n": Column(_("Pegawai dinilai"), "n"),
        "kurang": Column(_("Dengan kesenjangan"), "count"),
        "kekurangan": Column(
            _("Rerata jumlah kekurangan"),
            unit=LEVELS,
            decimals=2,
            missing=NOT_COMPUTABLE,
            made_by="kurang",
        ),
    }
    frame = count_families(review)
    note = _("Jumlah kekurangan: semua kekurangan seorang pegawai pada kompetensi yang dinilai.")
    table = Table(
        frame,
        "kesenjangan-rumpun",
        _("Kesenjangan menurut rumpun jabatan"),
        columns,
        note=note,
        source=SOURCE,
        fold=True,
    )
    return [table] if len(frame) else []


def tabulate_sources(review: GapReview) -> list[Table]:
    """Show where the ratings that count come from, and how old they are."""
    columns = {
        "sumber": Column(_("Sumber penilaian"), "key"),
        "n": Column(_("Pegawai"), "n"),
        "nilai": Column(_("Nilai yang berlaku"), "count"),
        "umur": Column(_("Umur, median"), unit=_("bulan"), decimals=0, quantile=0.5),
        "segera": Column(_("Berakhir dalam {bulan} bulan"), "count", short=_("Berakhir")),
    }
    frame = count_sources(review)
    months = {"bulan": Quantity(review.limits.soon_months)}
    note = _("Satu pegawai dapat mempunyai nilai dari beberapa sumber.")
    table = Table(
        frame,
        "sumber-nilai",
        _("Asal dan umur nilai kompetensi yang dipakai"),
        columns,
        note=note,
        values=months,
        fold=True,
        source=SOURCE,
    )
    return [table] if len(frame) else []


def tabulate_classes(review: GapReview) -> list[Table]:
    """Count people by class of JPM, by both official scales."""
    frame = count_classes(review)
    chosen = frame["tujuan"] == review.limits.purpose
    frame = frame.assign(dipakai=chosen.map({True: _("dipakai laporan ini"), False: ""}))
    columns = {
        "tujuan": Column(_("Tujuan"), "key"),
        "kelas": Column(_("Kelas JPM"), "key"),
        "pegawai": Column(_("Pegawai"), "count"),
        "n": Column(_("Pegawai dengan JPM"), "n"),
        "dipakai": Column(_("Keterangan"), "text", missing=""),
    }
    surplus = bool(review.evidence.rules["jpm.kelebihan_dihitung"])
    note = SURPLUS_COUNTS if surplus else SURPLUS_CUT
    frame = frame.assign(dipakai=frame["dipakai"].replace("", None))
    table = Table(
        frame,
        "jpm-kelas",
        _("Pegawai menurut kelas JPM, kedua skala resmi"),
        columns,
        note=note,
        source=SOURCE,
        fold=True,
    )
    return [table] if int(frame["n"].sum()) else []


SURPLUS_COUNTS = _(
    "JPM: 100 × jumlah tingkat yang dicapai / jumlah tingkat yang disyaratkan, hanya bila semuanya "
    "dinilai. Tingkat di atas syarat ikut dijumlahkan, sehingga JPM tinggi dapat menutupi "
    "kesenjangan; aturan ini dapat diubah pada berkas aturan."
)
SURPLUS_CUT = _(
    "JPM: 100 × jumlah tingkat yang dicapai / jumlah tingkat yang disyaratkan, hanya bila semuanya "
    "dinilai. Tingkat dihitung paling tinggi setinggi syaratnya, menurut berkas aturan."
)


def _list_columns() -> dict[str, Column]:
    return {
        "nama": Column(_("Nama"), "key"),
        "nip": Column(_("NIP"), "person"),
        "unit": Column(_("Unit"), "text"),
    }


def tabulate_unrated(review: GapReview) -> list[Table]:
    """List the people to be rated, by unit and name; internal."""
    columns = _list_columns() | {
        "kompetensi": Column(_("Kompetensi tanpa nilai")),
        "alasan": Column(_("Sebab"), "text"),
    }
    frame = list_unrated(review)
    note = _("Urut unit dan abjad. Daftar ini hanya menyebut nilai yang perlu dilengkapi.")
    table = Table(
        frame,
        "perlu-dinilai",
        _("Pegawai yang penilaian kompetensinya belum lengkap"),
        columns,
        note=note,
        subject="umum",
        editions=("internal",),
        fold=True,
    )
    return [table] if len(frame) else []


def tabulate_conflicts(review: GapReview) -> list[Table]:
    """List the ratings to be settled, by unit and name; internal."""
    rows = review.conflicts
    staff, unit = review.evidence.staff["nama"], review.people["unit_id"].reindex(rows["nip"])
    names = review.evidence.name_units(unit)
    frame = pd.DataFrame(
        {
            "nip": rows["nip"].to_numpy(),
            "nama": staff.reindex(rows["nip"]).to_numpy(),
            "unit": names.to_numpy(),
            "kompetensi": rows["kompetensi"].astype(str).to_numpy(),
            "tanggal": rows["tanggal"].to_numpy(),
        }
    ).sort_values(["unit", "nama", "nip", "kompetensi"], ignore_index=True)
    columns = _list_columns() | {
        "kompetensi": Column(_("Kompetensi"), "code"),
        "tanggal": Column(_("Tanggal penilaian"), "date"),
    }
    note = _("Dua tingkat berbeda pada satu tanggal; tidak satu pun dipakai.")
    table = Table(
        frame,
        "dua-nilai-daftar",
        _("Nilai yang perlu ditetapkan"),
        columns,
        note=note,
        subject="umum",
        editions=("internal",),
        fold=True,
    )
    return [table] if len(frame) else []


def tabulate_without(review: GapReview) -> list[Table]:
    """List the people whose gaps cannot be computed, by unit and name; internal."""
    rows = review.without_standard
    names = review.evidence.name_units(rows["unit_id"])
    staff = review.evidence.staff["nama"].reindex(rows.index)
    frame = rows.assign(unit=names, nama=staff).reset_index(names="nip")
    frame = frame.sort_values(["unit", "nama", "nip"], ignore_index=True)
    columns = _list_columns() | {
        "jabatan_id": Column(_("Kode jabatan"), "code"),
        "sebab": Column(_("Sebab"), "text"),
    }
    table = Table(
        frame,
        "tanpa-standar-daftar",
        _("Pegawai yang kesenjangannya tidak dapat dihitung"),
        columns,
        subject="umum",
        editions=("internal",),
        fold=True,
    )
    return [table] if len(frame) else []
