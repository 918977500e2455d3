"""Contracts of training and outreach."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.tables import choices
from kinerja_lib.tables.contract import Field, RowRule, TableContract
from kinerja_lib.tables.contracts.shared import LAST_DATE_RULE, ORDER

COURSE = TableContract(
    name="pelatihan",
    title=_("Pelatihan"),
    row="satu pelatihan pada katalog atau yang sudah berjalan",
    fields=(
        Field("pelatihan_id", "code", "Kode pelatihan", required=True),
        Field("nama", "text", "Nama pelatihan", required=True),
        Field("bidang", "text", "Bidang tugas"),
        Field(
            "kompetensi",
            "text",
            "Kompetensi yang dikembangkan",
            variants={"Kerjasama": "Kerja sama", **{c: c for c in choices.COMPETENCIES}},
        ),
        Field("cara", "choice", "Klasikal atau nonklasikal", choices=("klasikal", "nonklasikal")),
        Field("jp", "number", "Lama pelatihan", unit="JP", low=0, high=2000, example="20"),
        Field("tingkat_dari", "whole", "Tingkat kompetensi peserta paling rendah", low=0, high=5),
        Field("tingkat_ke", "whole", "Tingkat kompetensi sesudah lulus", low=1, high=5),
        Field("peserta_min", "whole", "Peserta paling sedikit per kelas", unit="orang", low=0),
        Field("peserta_maks", "whole", "Peserta paling banyak per kelas", unit="orang", low=0),
        Field("kelas_maks", "whole", "Kelas yang dapat dibuka setahun", unit="kelas", low=0),
        Field("biaya_kelas", "number", "Biaya tetap per kelas", unit="Rp", low=0),
        Field("biaya_peserta", "number", "Biaya per peserta", unit="Rp", low=0),
        Field("sumber_dana", "text", "Sumber dana yang membiayai", example="APBD"),
        Field("mulai", "date", "Tanggal mulai"),
        Field("selesai", "date", "Tanggal selesai"),
        Field("penyelenggara", "text", "Penyelenggara"),
    ),
    key=("pelatihan_id",),
    rules=(
        RowRule(
            "pelatihan_selesai_sebelum_mulai",
            ("selesai", "mulai"),
            "selesai < mulai",
            LAST_DATE_RULE,
            ORDER,
        ),
        RowRule(
            "kelas_terbalik",
            ("peserta_min", "peserta_maks"),
            "peserta_min > peserta_maks",
            _("peserta paling sedikit tidak melebihi peserta paling banyak"),
            _("Perbaiki daya tampung pada katalog."),
        ),
        RowRule(
            "tingkat_tidak_naik",
            ("tingkat_ke", "tingkat_dari"),
            "tingkat_ke <= tingkat_dari",
            _("pelatihan menaikkan tingkat kompetensi"),
            _("Perbaiki tingkat awal atau tingkat akhir pada katalog."),
            quarantine=False,
        ),
    ),
    as_of="mulai",
    used_by=("A13", "A14", "A15", "M11", "W14"),
    aliases=("katalog_pelatihan",),
)

PARTICIPANT = TableContract(
    name="peserta_pelatihan",
    title=_("Peserta pelatihan"),
    row="keikutsertaan seorang pegawai pada satu pelatihan",
    fields=(
        Field(
            "pelatihan_id",
            "code",
            "Kode pelatihan",
            required=True,
            references="pelatihan.pelatihan_id",
        ),
        Field("nip", "nip", "NIP peserta", required=True, references="pegawai.nip", personal=True),
        Field(
            "status",
            "choice",
            "Keadaan",
            choices=("terdaftar", "hadir", "lulus", "tidak lulus", "batal"),
        ),
        Field("jp", "number", "JP yang diakui", unit="JP", low=0, high=2000),
        Field("nilai_sebelum", "number", "Nilai sebelum pelatihan", low=0, high=100),
        Field("nilai_sesudah", "number", "Nilai sesudah pelatihan", low=0, high=100),
        Field("tanggal_selesai", "date", "Tanggal selesai"),
        Field("evaluasi", "number", "Penilaian peserta atas pelatihan", low=1, high=5),
    ),
    key=("pelatihan_id", "nip"),
    rules=(
        RowRule(
            "jp_tanpa_hadir",
            ("jp", "status"),
            "jp > 0 AND status IN ('terdaftar', 'batal')",
            _("JP diakui setelah hadir"),
            _("Perbaiki keadaan peserta, atau kosongkan JP."),
            quarantine=False,
        ),
    ),
    as_of="tanggal_selesai",
    used_by=("A13", "M11", "M12", "W8", "W14", "W15"),
)

OUTREACH = TableContract(
    name="sosialisasi",
    title=_("Sosialisasi"),
    row="satu kegiatan sosialisasi bagi satu unit",
    fields=(
        Field("sosialisasi_id", "code", "Kode kegiatan", required=True),
        Field("topik", "text", "Topik", required=True),
        Field("unit_id", "code", "Kode unit sasaran", required=True, references="unit.unit_id"),
        Field("tanggal_rencana", "date", "Tanggal menurut rencana"),
        Field("tanggal", "date", "Tanggal terlaksana; kosong bila belum"),
        Field(
            "kanal",
            "choice",
            "Cara",
            choices=("tatap muka", "daring", "lokakarya", "surat edaran", "video"),
        ),
        Field("sasaran", "whole", "Pegawai yang disasar", unit="orang", low=0),
        Field("hadir", "whole", "Pegawai yang hadir", unit="orang", low=0),
    ),
    key=("sosialisasi_id",),
    rules=(
        RowRule(
            "sosialisasi_hadir_lebih",
            ("hadir", "sasaran"),
            "hadir > sasaran",
            _("yang hadir tidak lebih banyak daripada sasaran"),
            _("Periksa daftar hadir dan jumlah sasaran."),
            quarantine=False,
        ),
    ),
    as_of="tanggal",
    used_by=("A17", "A18", "J7", "K17", "W21"),
)

OUTREACH_PARTICIPANT = TableContract(
    name="peserta_sosialisasi",
    title=_("Peserta sosialisasi"),
    row="kehadiran satu peserta pada satu sosialisasi",
    fields=(
        Field(
            "sosialisasi_id",
            "code",
            "Kode kegiatan",
            required=True,
            references="sosialisasi.sosialisasi_id",
        ),
        Field("peserta_id", "code", "Kode peserta", required=True, personal=True),
        Field("pemahaman_sebelum", "number", "Nilai pemahaman sebelum", low=0, high=100),
        Field("pemahaman_sesudah", "number", "Nilai pemahaman sesudah", low=0, high=100),
    ),
    key=("sosialisasi_id", "peserta_id"),
    used_by=("A17", "J7", "W21"),
)

TRAINING = (COURSE, PARTICIPANT, OUTREACH, OUTREACH_PARTICIPANT)
