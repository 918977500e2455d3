"""Cards of the invented key performance indicators, and which region uses which."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Card:
    """Describe one indicator.

    Parameters
    ----------
    name, unit : str
    better : str
        `naik`, `turun` or `rentang`.
    often : str
        `bulanan`, `triwulanan`, `semesteran` or `tahunan`.
    kind : str
        `input`, `proses`, `output` or `outcome`.
    owner : str
        Field of work of the agency that owns it; empty: nobody does.
    goal : int
        Number of the goal `T-0n` it serves; 0: none.
    base, step : float
        Target of 2023, and its change a year, in units of the indicator.
    noise : float
        Typical distance of a measured value from the planned one, same units.
    measured : str
        Kind of unit that is measured; empty: the owner.
    formula, source : str
        As on the card; empty where the card lacks it.
    band : float
        Half the width of the target band.
    sums : bool
        Whether values add up within the year; base is then the target of a whole year.
    taken_from : str
        Table from which the value is worked out; empty: drawn.
    decimals : int
    """

    name: str
    unit: str
    better: str
    often: str
    kind: str
    owner: str
    goal: int
    base: float
    step: float
    noise: float
    measured: str = ""
    formula: str = ""
    source: str = ""
    band: float = 0.0
    sums: bool = False
    taken_from: str = ""
    decimals: int = 1


_PERCENT = "persen"
CARDS = {
    "ikm": Card(
        *("Indeks kepuasan masyarakat", "poin", "naik", "triwulanan", "outcome"),
        *("pelayanan publik", 1, 79, 1, 1, "kecamatan"),
        *("jumlah_nilai / jumlah_jawaban * 25", "Survei kepuasan masyarakat"),
        taken_from="skm",
        decimals=2,
    ),
    "waktu": Card(
        *("Rerata waktu penyelesaian pelayanan", "hari kerja", "turun", "bulanan", "outcome"),
        *("kependudukan", 2, 3.2, -0.2, 0.12, "", "jumlah_hari / permohonan_selesai", "Loket"),
        decimals=2,
    ),
    "waktu_kecamatan": Card(
        *("Rerata waktu surat keterangan", "hari kerja", "turun", "triwulanan", "output"),
        *("pelayanan publik", 2, 1.4, -0.1, 0.06, "kecamatan"),
        *("jumlah_hari / surat_selesai", "Register kecamatan"),
        decimals=2,
    ),
    "pengaduan": Card(
        *("Pengaduan yang selesai tepat waktu", _PERCENT, "naik", "bulanan", "output"),
        *("teknologi informasi", 1, 82, 2, 1.5, "", "tepat_waktu / pengaduan * 100", "SP4N-LAPOR!"),
    ),
    "akip": Card(
        *("Nilai akuntabilitas kinerja", "poin", "naik", "tahunan", "outcome"),
        *("perencanaan", 5, 64, 1.5, 0.5, "", "jumlah_nilai_komponen", "Laporan evaluasi"),
        decimals=2,
    ),
    "temuan": Card(
        *("Temuan pemeriksaan yang berulang", "temuan", "turun", "triwulanan", "outcome"),
        *("pengawasan", 5, 0, 0, 0.5, "", "temuan_berulang", "Laporan hasil pemeriksaan"),
        decimals=0,
    ),
    "belanja": Card(
        *("Bagian belanja pegawai", _PERCENT, "rentang", "triwulanan", "input"),
        *("perencanaan", 5, 30, 0, 0.8, "", "belanja_pegawai / belanja * 100", "Laporan keuangan"),
        band=2.0,
    ),
    "pendapatan": Card(
        *("Pertumbuhan pendapatan asli daerah", _PERCENT, "naik", "triwulanan", "outcome"),
        *("perencanaan", 5, 4, 0.3, 0.6, "", "(kini - lalu) / lalu * 100", "Laporan keuangan"),
        decimals=2,
    ),
    "jp": Card(
        *("Jam pelajaran per pegawai", "JP", "naik", "bulanan", "output"),
        *("kepegawaian", 6, 20, 1, 0.8, "", "jumlah_jp / pegawai", "Rekap pelatihan"),
        sums=True,
    ),
    "dokumen": Card(
        *("Dokumen kependudukan yang terbit", "dokumen", "naik", "bulanan", "output"),
        *("kependudukan", 2, 24000, 600, 700, "", "dokumen_terbit", "Register kependudukan"),
        sums=True,
        decimals=0,
    ),
    "spbe": Card(
        *("Indeks layanan elektronik pemerintah", "poin", "naik", "semesteran", "proses"),
        *("teknologi informasi", 2, 2.6, 0.1, 0.05, "", "jumlah_nilai / jumlah_aspek", "Evaluasi"),
        decimals=2,
    ),
    "hadir": Card(
        *("Kehadiran pegawai", _PERCENT, "naik", "bulanan", "input"),
        *("kepegawaian", 0, 95, 0.3, 0.6, "", "hari_hadir / hari_kerja * 100", "Daftar hadir"),
    ),
    "koordinasi": Card(
        *("Meningkatnya koordinasi antarunit", "kegiatan", "naik", "triwulanan", "proses"),
        *("", 0, 8, 1, 1.0),
        decimals=0,
    ),
    "rapat": Card(
        *("Jumlah rapat pembinaan", "rapat", "naik", "triwulanan", "input"),
        *("kepegawaian", 6, 6, 0, 0.8, "", "rapat", ""),
        decimals=0,
    ),
    "imunisasi": Card(
        *("Cakupan imunisasi dasar lengkap", _PERCENT, "naik", "bulanan", "outcome"),
        *("kesehatan", 3, 90, 1, 2, "puskesmas", "dilayani / sasaran * 100", "Laporan puskesmas"),
        sums=True,
        taken_from="layanan_sektor",
    ),
    "penyuluhan": Card(
        *("Penyuluhan imunisasi", "kali", "naik", "bulanan", "output"),
        *("kesehatan", 3, 240, 12, 8, "", "penyuluhan", "Laporan kegiatan"),
        sums=True,
        decimals=0,
    ),
    "jabatan": Card(
        *("Jabatan yang terisi", _PERCENT, "naik", "bulanan", "output"),
        *("kepegawaian", 6, 86, 2, 1.2, "", "jabatan_terisi / jabatan * 100", "Peta jabatan"),
    ),
    "it": Card(
        *("Pegawai teknologi informasi yang terlatih sistem baru", _PERCENT, "naik", "bulanan"),
        *("output", "teknologi informasi", 6, 55, 8, 3, "", "terlatih / pegawai_ti * 100", "Rekap"),
    ),
    "akses": Card(
        *("Kunjungan rawat jalan per 1.000 penduduk", "kunjungan", "naik", "bulanan", "outcome"),
        *("kesehatan", 3, 48, 2, 1.5, "", "kunjungan / penduduk * 1000", "Laporan puskesmas"),
    ),
    "tanggap": Card(
        *("Waktu tanggapan pengaduan daring", "hari kerja", "turun", "bulanan", "outcome"),
        *("teknologi informasi", 2, 4, -0.4, 0.2, "", "jumlah_hari / pengaduan", "SP4N-LAPOR!"),
        decimals=2,
    ),
    "observasi": Card(
        *("Guru yang diobservasi", _PERCENT, "naik", "triwulanan", "proses"),
        *("pendidikan", 4, 60, 5, 2, "", "diobservasi / guru * 100", "Catatan observasi"),
    ),
    "proyek": Card(
        *("Proyek yang selesai tepat waktu", _PERCENT, "naik", "triwulanan", "output"),
        *("pekerjaan umum", 6, 75, 3, 2, "", "tepat_waktu / proyek * 100", "Laporan proyek"),
    ),
    "inovasi": Card(
        *("Inovasi yang diterapkan", "inovasi", "naik", "triwulanan", "output"),
        *("perencanaan", 6, 24, 2, 1, "", "inovasi_terap", "Register inovasi"),
        sums=True,
        decimals=0,
    ),
    "kelulusan": Card(
        *("Angka kelulusan siswa", _PERCENT, "naik", "tahunan", "outcome"),
        *("pendidikan", 4, 97, 0.5, 1, "sekolah", "lulus / peserta * 100", "Laporan sekolah"),
        taken_from="kelulusan",
    ),
    "partisipasi": Card(
        *("Partisipasi masyarakat dalam program pendidikan", _PERCENT, "naik", "semesteran"),
        *("outcome", "pendidikan", 4, 62, 2, 1.5, "", "hadir / sasaran * 100", "Daftar hadir"),
    ),
    "bayi": Card(
        *("Angka kematian bayi per 1.000 kelahiran hidup", "kematian", "turun", "tahunan"),
        *("outcome", "kesehatan", 3, 14, -0.5, 1, "", "kematian / kelahiran * 1000", "Register"),
        taken_from="kejadian",
    ),
    "data": Card(
        *("Data sektor yang lengkap", _PERCENT, "naik", "bulanan", "proses"),
        *("perencanaan", 6, 72, 5, 2, "", "tabel_lengkap / tabel * 100", "Portal data daerah"),
    ),
    "lapor": Card(
        *("Indikator yang dilaporkan tepat waktu", _PERCENT, "naik", "bulanan", "proses"),
        *("perencanaan", 5, 80, 3, 2, "", "tepat_waktu / indikator * 100", "Aplikasi kinerja"),
    ),
    "izin": Card(
        *("Waktu penerbitan izin usaha", "hari kerja", "turun", "bulanan", "outcome"),
        *("perizinan", 2, 7, -0.5, 0.3, "", "jumlah_hari / izin_terbit", "Sistem perizinan"),
        decimals=2,
    ),
    "gizi": Card(
        *("Prevalensi tengkes balita", _PERCENT, "turun", "semesteran", "outcome"),
        *("kesehatan", 3, 21, -1.5, 0.4, "", "tengkes / balita_diukur * 100", "Pengukuran balita"),
    ),
    "skp": Card(
        *("SKP yang disusun tepat waktu", _PERCENT, "naik", "triwulanan", "proses"),
        *("kepegawaian", 6, 84, 2, 1.5, "", "tepat_waktu / pegawai * 100", "Aplikasi kinerja"),
    ),
    "diri": Card(
        *("Penilaian diri yang lengkap", _PERCENT, "naik", "triwulanan", "proses"),
        *("kepegawaian", 6, 78, 3, 1.5, "", "lengkap / pegawai * 100", "Aplikasi kinerja"),
    ),
    "nilai": Card(
        *("Lama penilaian oleh atasan", "hari kerja", "turun", "triwulanan", "proses"),
        *("kepegawaian", 6, 12, -1, 0.5, "", "jumlah_hari / penilaian", "Aplikasi kinerja"),
    ),
    "kebutuhan": Card(
        *("Kebutuhan unit yang terpenuhi", _PERCENT, "naik", "triwulanan", "outcome"),
        *("perencanaan", 6, 50, 5, 2.5, "", "terpenuhi / kebutuhan * 100", "Register kebutuhan"),
    ),
    "depan": Card(
        *("Pegawai garis depan yang terlatih", _PERCENT, "naik", "bulanan", "output"),
        *("kepegawaian", 6, 40, 8, 2.5, "", "terlatih / garis_depan * 100", "Rekap pelatihan"),
    ),
    "jalan": Card(
        *("Jalan penghubung yang dipelihara", "km", "naik", "bulanan", "output"),
        *("pekerjaan umum", 2, 180, 10, 7, "", "panjang_dipelihara", "Laporan pekerjaan"),
        sums=True,
    ),
}
_ALL = (
    *("ikm", "waktu", "waktu_kecamatan", "pengaduan", "akip", "temuan", "belanja", "pendapatan"),
    *("jp", "dokumen", "spbe", "hadir", "koordinasi", "rapat"),
)
CARDS_OF = {
    "andir": (*_ALL, "imunisasi", "penyuluhan", "jabatan", "it"),
    "mamuju": (*_ALL, "akses", "tanggap", "observasi", "proyek", "kelulusan"),
    "jambi": (
        *(*_ALL, "inovasi", "kelulusan", "partisipasi", "bayi", "data", "lapor", "izin", "gizi"),
        "imunisasi",
    ),
    "kotabumi": (*_ALL, "imunisasi", "skp", "diri", "nilai", "kelulusan"),
    "wanggar": (*_ALL, "kebutuhan", "depan", "jalan", "lapor"),
}
# Indicators that leave their path: card, first month of the drift.
OFF_TRACK = {
    "andir": (("jabatan", "2025-12"), ("pengaduan", "2026-01")),
    "mamuju": (("tanggap", "2025-11"), ("waktu_kecamatan", "2025-10")),
    "jambi": (
        ("waktu", "2025-11"),
        ("izin", "2025-12"),
        ("data", "2025-10"),
        ("inovasi", "2026-01"),
    ),
    "kotabumi": (("diri", "2025-10"), ("waktu", "2026-01")),
    "wanggar": (("depan", "2025-12"), ("jalan", "2026-01")),
}


def iku_codes(slug: str) -> dict[str, str]:
    """Return card -> code `IKU-01`, `IKU-02`, ... of a region, in the order of its list."""
    return {key: f"IKU-{place:02d}" for place, key in enumerate(CARDS_OF[slug], start=1)}
