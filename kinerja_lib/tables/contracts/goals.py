"""Contracts of goals, indicators and targets."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.tables import choices
from kinerja_lib.tables.contract import Field, RowRule, SetRule, TableContract
from kinerja_lib.tables.contracts.shared import BAND, EMPTY_FLOOR, LAST_DATE_RULE, ORDER

GOAL = TableContract(
    name="tujuan",
    title=_("Visi, misi, dan tujuan"),
    row="satu visi, misi, tujuan, atau sasaran daerah",
    fields=(
        Field("tujuan_id", "code", "Kode tujuan", required=True, example="T-01"),
        Field(
            "jenis",
            "choice",
            "Tingkat dalam rencana",
            choices=("visi", "misi", "tujuan", "sasaran"),
        ),
        Field("induk_id", "code", "Kode tujuan di atasnya", references="tujuan.tujuan_id"),
        Field("uraian", "text", "Bunyi tujuan", required=True),
        Field("unit_id", "code", "Kode unit pengampu", references="unit.unit_id"),
        Field("tahun_mulai", "year", "Tahun mulai berlaku"),
        Field("tahun_selesai", "year", "Tahun terakhir berlaku"),
    ),
    key=("tujuan_id",),
    rules=(
        RowRule(
            "tujuan_induk_diri",
            ("induk_id",),
            "induk_id = tujuan_id",
            _("tujuan tidak boleh menjadi induk dirinya sendiri"),
            _("Isi kode tujuan di atasnya; kosongkan untuk visi."),
        ),
        RowRule(
            "tahun_terbalik",
            ("tahun_selesai", "tahun_mulai"),
            "tahun_selesai < tahun_mulai",
            LAST_DATE_RULE,
            ORDER,
        ),
    ),
    used_by=("A2", "W3"),
    aliases=("visi_misi",),
)

INDICATOR = TableContract(
    name="iku",
    title=_("Indikator kinerja utama"),
    row="satu kartu indikator",
    fields=(
        Field("iku_id", "code", "Kode indikator", required=True, example="IKU-01"),
        Field(
            "nama", "text", "Nama indikator", required=True, example="Indeks kepuasan masyarakat"
        ),
        Field("definisi", "text", "Apa yang diukur"),
        Field("satuan", "text", "Satuan nilai", example="persen"),
        Field("rumus", "text", "Rumus dengan nama pembilang dan penyebut"),
        Field("sumber", "text", "Sumber data"),
        Field(
            "arah",
            "choice",
            "Arah yang lebih baik",
            choices=("naik", "turun", "rentang"),
            variants={
                "maksimum": "naik",
                "minimum": "turun",
                "maksimasi": "naik",
                "minimasi": "turun",
                "max": "naik",
                "min": "turun",
            },
        ),
        Field(
            "frekuensi",
            "choice",
            "Seberapa sering diukur",
            choices=("bulanan", "triwulanan", "semesteran", "tahunan"),
        ),
        Field(
            "jenis",
            "choice",
            "Jenis indikator",
            choices=("input", "proses", "output", "outcome"),
            variants={"masukan": "input", "keluaran": "output", "hasil": "outcome"},
        ),
        Field("pemilik_unit_id", "code", "Kode unit penanggung jawab", references="unit.unit_id"),
        Field(
            "pemilik_nip", "nip", "NIP penanggung jawab", references="pegawai.nip", personal=True
        ),
        Field("tujuan_id", "code", "Kode tujuan yang didukung", references="tujuan.tujuan_id"),
        Field("nilai_awal", "number", "Nilai sebelum rencana berjalan"),
        Field("tahun_awal", "year", "Tahun nilai awal"),
        Field("desimal", "whole", "Angka di belakang koma pada laporan", low=0, high=6),
        Field("putus_seri", "year", "Tahun definisi atau metode berubah"),
        Field(
            "akumulasi",
            "choice",
            "Cara nilai dihitung dalam tahun: bertambah sejak Januari, diukur sendiri tiap "
            "periode, atau keadaan pada akhir periode; kosong: dilihat dari rencananya",
            choices=("kumulatif", "per periode", "posisi akhir"),
            variants={
                "sejak awal tahun": "kumulatif",
                "nonkumulatif": "per periode",
                "tidak kumulatif": "per periode",
                "nilai terakhir": "posisi akhir",
                "last known value": "posisi akhir",
                "take last known value": "posisi akhir",
            },
            example="kumulatif",
        ),
        Field("nilai_min", "number", "Nilai terkecil yang mungkin; kosong: terbuka"),
        Field("nilai_maks", "number", "Nilai terbesar yang mungkin; kosong: terbuka"),
        Field(
            "bidang",
            "choice",
            "Bidang tugas yang dilatih bila target tidak tercapai; kosong: bidang unit penanggung "
            "jawab",
            choices=choices.FIELDS_OF_WORK,
        ),
        Field(
            "kompetensi",
            "text",
            "Kompetensi yang dilatih bila target tidak tercapai; kosong: yang diajarkan pelatihan "
            "bidang itu",
            variants={"Kerjasama": "Kerja sama", **{c: c for c in choices.COMPETENCIES}},
        ),
    ),
    key=("iku_id",),
    rules=(
        RowRule(
            "rentang_kartu_terbalik",
            ("nilai_min", "nilai_maks"),
            "nilai_min > nilai_maks",
            _("nilai terkecil yang mungkin tidak boleh di atas nilai terbesarnya"),
            _("Tukar kedua batas, atau perbaiki pada kartu indikator."),
            quarantine=False,
        ),
    ),
    used_by=("A3", "A4", "J1", "J8", "J9", "J13"),
    aliases=("kartu_iku", "indikator"),
)

TARGET = TableContract(
    name="target_realisasi",
    title=_("Target dan realisasi indikator"),
    row="satu indikator satu unit pada satu periode",
    fields=(
        Field("iku_id", "code", "Kode indikator", required=True, references="iku.iku_id"),
        Field("unit_id", "code", "Kode unit", required=True, references="unit.unit_id"),
        Field("periode", "period", "Periode", required=True, example="2026-09"),
        Field(
            "target_bawah",
            "number",
            "Batas bawah target; sama dengan batas atas bila target satu angka",
            limit="bawah",
        ),
        Field("target_atas", "number", "Batas atas target", limit="atas"),
        Field("rencana", "number", "Nilai yang direncanakan sampai periode ini"),
        Field("realisasi", "number", "Nilai yang diukur; kosong bila belum ada"),
        Field("anggaran", "number", "Anggaran sampai periode ini", unit="Rp", low=0),
        Field("realisasi_anggaran", "number", "Anggaran yang terpakai", unit="Rp", low=0),
        Field("tanggal_lapor", "date", "Tanggal realisasi dilaporkan"),
    ),
    key=("iku_id", "unit_id", "periode"),
    rules=(BAND, EMPTY_FLOOR),
    set_rules=(
        SetRule(
            "target_nol_bukan_turun",
            ("target_bawah", "target_atas"),
            "SELECT _id FROM {t} WHERE target_bawah = 0 AND target_atas = 0 AND iku_id NOT IN "
            "(SELECT iku_id FROM {iku} WHERE iku_id IS NOT NULL AND arah = 'turun')",
            _("target 0 hanya pada indikator yang arahnya turun"),
            _(
                "Capaian terhadap target 0 tidak dapat dihitung. Isi target yang sebenarnya; bila "
                "yang dituju nol, nyatakan arah 'turun' pada kartu indikator."
            ),
            reads={"iku": ("iku_id", "arah")},
        ),
        SetRule(
            "di_luar_rentang_kartu",
            ("realisasi",),
            "SELECT _id FROM {t} JOIN (SELECT iku_id, min(nilai_min) AS least, "
            "max(nilai_maks) AS most FROM {iku} GROUP BY iku_id) USING (iku_id) "
            "WHERE realisasi < least OR realisasi > most",
            _("realisasi berada di dalam rentang yang dinyatakan kartu indikator"),
            _(
                "Cocokkan dengan dokumen asli, juga satuan dan skalanya; bila nilainya benar, "
                "perbaiki nilai_min atau nilai_maks pada kartu indikator."
            ),
            reads={"iku": ("iku_id", "nilai_min", "nilai_maks")},
        ),
    ),
    splits={"target": ("target_bawah", "target_atas")},
    as_of="tanggal_lapor",
    used_by=("A5", "M2", "M4", "M8", "J2", "J3"),
    aliases=("capaian_iku", "realisasi_iku"),
)

POLICY = TableContract(
    name="kebijakan",
    title=_("Perubahan kebijakan"),
    row="satu kebijakan baru yang menuntut pelatihan",
    fields=(
        Field("kebijakan_id", "code", "Kode kebijakan", required=True),
        Field("nama", "text", "Nama kebijakan", required=True),
        Field("bidang", "text", "Bidang tugas yang terkena", required=True),
        Field("tanggal", "date", "Tanggal berlaku", required=True),
        Field("tenggat", "date", "Tenggat pelatihan"),
        Field(
            "pelatihan_id",
            "code",
            "Kode pelatihan yang disyaratkan",
            references="pelatihan.pelatihan_id",
        ),
    ),
    key=("kebijakan_id",),
    rules=(
        RowRule(
            "tenggat_sebelum_berlaku",
            ("tenggat", "tanggal"),
            "tenggat < tanggal",
            LAST_DATE_RULE,
            ORDER,
            quarantine=False,
        ),
    ),
    as_of="tanggal",
    used_by=("W8",),
)

HOLIDAY = TableContract(
    name="hari_libur",
    title=_("Hari libur"),
    row="satu hari libur nasional atau cuti bersama",
    fields=(
        Field("tanggal", "date", "Tanggal", required=True, example="2026-08-17"),
        Field("keterangan", "text", "Nama hari libur"),
        Field(
            "jenis", "choice", "Jenis", choices=("libur nasional", "cuti bersama", "libur daerah")
        ),
    ),
    key=("tanggal",),
    as_of="tanggal",
    used_by=("M18", "M21"),
)

EVIDENCE = TableContract(
    name="bukti",
    title=_("Bukti dukung"),
    row="satu berkas bukti",
    fields=(
        Field("bukti_id", "code", "Kode bukti", required=True),
        Field("iku_id", "code", "Kode indikator yang dibuktikan", references="iku.iku_id"),
        Field("jenis", "text", "Jenis bukti, misalnya berita acara"),
        Field("berkas", "text", "Nama berkas", required=True),
        Field("sidik", "text", "Sidik digital berkas (SHA-256)"),
        Field("tanggal", "date", "Tanggal bukti"),
    ),
    key=("bukti_id",),
    rules=(
        RowRule(
            "sidik_salah",
            ("sidik",),
            "NOT regexp_full_match(sidik, '[0-9a-fA-F]{64}')",
            _("sidik digital terdiri atas 64 angka heksadesimal"),
            _("Hitung ulang sidik berkasnya dengan sha256sum, atau kosongkan."),
            quarantine=False,
        ),
    ),
    as_of="tanggal",
    used_by=("J11",),
)

GOALS = (GOAL, INDICATOR, TARGET, POLICY, HOLIDAY, EVIDENCE)
