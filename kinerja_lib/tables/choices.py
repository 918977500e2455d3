"""Lists of accepted values that several tables share, with the spellings met in exports.

Sources: RULES of the regulations named; spellings as met in public exports and applications.
"""

from __future__ import annotations

EXPECTATION = ("di bawah ekspektasi", "sesuai ekspektasi", "di atas ekspektasi")
EXPECTATION_VARIANTS = {
    "dibawah": "di bawah ekspektasi",
    "di bawah": "di bawah ekspektasi",
    "sesuai": "sesuai ekspektasi",
    "di atas": "di atas ekspektasi",
    "diatas": "di atas ekspektasi",
}
PREDIKAT = ("Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang")
PREDIKAT_VARIANTS = {
    "Cukup": "Butuh Perbaikan",
    "Cukup/Butuh Perbaikan": "Butuh Perbaikan",
    "Butuh Perbaikan/Cukup": "Butuh Perbaikan",
    "Perlu Perbaikan": "Butuh Perbaikan",
    "Kurang/misconduct": "Kurang",
    "Kurang (misconduct)": "Kurang",
    "Misconduct": "Kurang",
}
CAPAIAN = ("Istimewa", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang")
GOLONGAN_PNS = (
    *(f"{rank}/{step}" for rank in ("I", "II", "III") for step in "abcd"),
    *(f"IV/{step}" for step in "abcde"),
)
GOLONGAN_PPPK = (
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"),
    *("XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII"),
)
GOLONGAN = GOLONGAN_PNS + GOLONGAN_PPPK
# Numbers of SAPK and SIASN; from memory of users, to be verified with BKN.
GOLONGAN_VARIANTS = {
    f"{tens}{units}": f"{rank}/{step}"
    for tens, rank in enumerate(("I", "II", "III", "IV"), start=1)
    for units, step in enumerate("abcde", start=1)
    if f"{rank}/{step}" in GOLONGAN_PNS
}
# Names of ranks, which exports write before or without the golongan.
_RANKS = {
    "I": ("Juru Muda", "Juru Muda Tingkat I", "Juru", "Juru Tingkat I"),
    "II": ("Pengatur Muda", "Pengatur Muda Tingkat I", "Pengatur", "Pengatur Tingkat I"),
    "III": ("Penata Muda", "Penata Muda Tingkat I", "Penata", "Penata Tingkat I"),
    "IV": (
        *("Pembina", "Pembina Tingkat I", "Pembina Utama Muda", "Pembina Utama Madya"),
        "Pembina Utama",
    ),
}
GOLONGAN_VARIANTS |= {
    written: f"{rank}/{step}"
    for rank, names in _RANKS.items()
    for step, name in zip("abcde", names, strict=False)
    for title in {name: None, name.replace("Tingkat I", "Tk. I"): None}
    for written in (title, f"{title} ({rank}/{step})", f"{rank}/{step} {title}")
}
GOLONGAN_VARIANTS |= {f"Golongan {grade}": grade for grade in GOLONGAN_PPPK}
SEX = ("L", "P")
SEX_VARIANTS = {
    "Laki-laki": "L",
    "Pria": "L",
    "M": "L",
    "1": "L",
    "Perempuan": "P",
    "Wanita": "P",
    "F": "P",
    "2": "P",
}
STATUS = ("PNS", "CPNS", "PPPK", "PPPK Paruh Waktu")
STATUS_VARIANTS = {
    "P3K": "PPPK",
    "PPPK PW": "PPPK Paruh Waktu",
    "P3K Paruh Waktu": "PPPK Paruh Waktu",
}
EDUCATION = ("S3", "S2", "S1", "D-IV", "D-III", "D-II", "D-I", "SLTA", "SLTP", "SD")
EDUCATION_VARIANTS = {
    "Doktor": "S3",
    "Magister": "S2",
    "Sarjana": "S1",
    "Diploma IV": "D-IV",
    "D4": "D-IV",
    "Diploma III": "D-III",
    "D3": "D-III",
    "D2": "D-II",
    "D1": "D-I",
    "SMA": "SLTA",
    "SMK": "SLTA",
    "SMP": "SLTP",
    "S-3": "S3",
    "S-2": "S2",
    "S-1": "S1",
    "S1/Sarjana": "S1",
}
FIELDS_OF_WORK = (
    "kesehatan",
    "pendidikan",
    "pelayanan publik",
    "kependudukan",
    "perizinan",
    "keuangan",
    "kepegawaian",
    "perencanaan",
    "pengawasan",
    "teknologi informasi",
    "pekerjaan umum",
    "pertanian",
    "perhubungan",
    "sosial",
    "lingkungan hidup",
    "ketertiban",
    "administrasi umum",
)
LEVELS = (
    "ahli utama",
    "ahli madya",
    "ahli muda",
    "ahli pertama",
    "penyelia",
    "mahir",
    "terampil",
    "pemula",
)
POSTS = (
    "jpt utama",
    "jpt madya",
    "jpt pratama",
    "administrator",
    "pengawas",
    "fungsional",
    "pelaksana",
)
COMPETENCIES = (
    "Integritas",
    "Kerja sama",
    "Komunikasi",
    "Orientasi pada hasil",
    "Pelayanan publik",
    "Pengembangan diri dan orang lain",
    "Mengelola perubahan",
    "Pengambilan keputusan",
    "Perekat bangsa",
)
BERAKHLAK = (
    "Berorientasi Pelayanan",
    "Akuntabel",
    "Kompeten",
    "Harmonis",
    "Loyal",
    "Adaptif",
    "Kolaboratif",
)
RELATIONS = ("diri", "atasan", "rekan", "bawahan", "masyarakat")
# English words are left out: in one real application "superior" held ratings by subordinates.
RELATION_VARIANTS = {
    "diri sendiri": "diri",
    "self": "diri",
    "mandiri": "diri",
    "atasan langsung": "atasan",
    "rekan kerja": "rekan",
    "rekan sejawat": "rekan",
    "sejawat": "rekan",
    "pengguna layanan": "masyarakat",
    "warga": "masyarakat",
    "publik": "masyarakat",
}
STAGES = (
    "rencana",
    "pelaksanaan",
    "penilaian diri",
    "penilaian atasan",
    "umpan balik",
    "tindak lanjut",
)
