"""Posts of each kind of unit: what they are called, their kind, level, family and class."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PostKind:
    """Describe one post; `{unit}` and `{field}` in the name are filled in for each unit.

    Parameters
    ----------
    name, kind, level, family : str
        Name, `jenis`, `jenjang` (empty unless functional) and `rumpun` of the contract.
    front : bool
        Whether its holders serve the public directly.
    grade : int
        Class of the post, 1 to 17.
    weight : float
        Share of the unit's staff, relative to its other posts; 0 for the head.
    field : str
        Field of work where it differs from the unit's.
    """

    name: str
    kind: str
    level: str
    family: str
    front: bool
    grade: int
    weight: float
    field: str = ""


_CLERK = PostKind("Pengadministrasi Umum", "pelaksana", "", "administrasi", False, 5, 1.2)
_IT = PostKind(
    "Pranata Komputer Ahli Pertama",
    "fungsional",
    "ahli pertama",
    "teknologi informasi",
    False,
    8,
    0.5,
    "teknologi informasi",
)
_OFFICE = (
    PostKind("Kepala Subbagian Umum", "pengawas", "", "administrasi", False, 9, 0.5),
    PostKind("Analis Kebijakan Ahli Muda", "fungsional", "ahli muda", "analis", False, 10, 0.7),
    PostKind("Perencana Ahli Pertama", "fungsional", "ahli pertama", "analis", False, 8, 0.7),
    PostKind("Pengelola Urusan {field}", "pelaksana", "", "administrasi", False, 6, 1.6),
    PostKind("Petugas Layanan {field}", "pelaksana", "", "pelayanan", True, 6, 0.9),
    _IT,
    _CLERK,
)
_HEALTH = (
    PostKind("Dokter Ahli Pertama", "fungsional", "ahli pertama", "dokter", True, 9, 0.8),
    PostKind("Perawat Terampil", "fungsional", "terampil", "perawat", True, 7, 1.6),
    PostKind("Perawat Ahli Pertama", "fungsional", "ahli pertama", "perawat", True, 8, 1.0),
    PostKind("Bidan Terampil", "fungsional", "terampil", "bidan", True, 7, 1.4),
    PostKind("Bidan Mahir", "fungsional", "mahir", "bidan", True, 8, 0.9),
    PostKind("Sanitarian Terampil", "fungsional", "terampil", "sanitarian", True, 7, 0.5),
    _CLERK,
)
_SCHOOL = (
    PostKind("Guru Ahli Pertama", "fungsional", "ahli pertama", "guru", True, 8, 4.0),
    PostKind("Guru Ahli Muda", "fungsional", "ahli muda", "guru", True, 9, 2.4),
    PostKind("Guru Ahli Madya", "fungsional", "ahli madya", "guru", True, 11, 0.9),
    PostKind("Pengadministrasi Sekolah", "pelaksana", "", "administrasi", False, 5, 1.0),
)
_DISTRICT = (
    PostKind("Kepala Seksi Pelayanan Umum", "pengawas", "", "pelayanan", True, 9, 0.7),
    PostKind("Petugas Pelayanan Terpadu", "pelaksana", "", "pelayanan", True, 6, 2.4),
    PostKind("Pengelola Kependudukan", "pelaksana", "", "pelayanan", True, 6, 1.2, "kependudukan"),
    _CLERK,
)

HEADS = {
    "sekretariat": PostKind("Sekretaris Daerah", "jpt pratama", "", "pimpinan", False, 15, 0),
    "inspektorat": PostKind("Inspektur Daerah", "jpt pratama", "", "pimpinan", False, 14, 0),
    "dinas": PostKind("Kepala {unit}", "jpt pratama", "", "pimpinan", False, 14, 0),
    "badan": PostKind("Kepala {unit}", "jpt pratama", "", "pimpinan", False, 14, 0),
    "lainnya": PostKind("Kepala {unit}", "jpt pratama", "", "pimpinan", False, 14, 0),
    "bagian": PostKind("Kepala {unit}", "administrator", "", "pimpinan", False, 12, 0),
    "bidang": PostKind("Kepala {unit}", "administrator", "", "pimpinan", False, 11, 0),
    "uptd": PostKind("Kepala {unit}", "pengawas", "", "pimpinan", False, 9, 0),
    "rumah sakit": PostKind("Direktur {unit}", "administrator", "", "pimpinan", True, 12, 0),
    "puskesmas": PostKind("Kepala {unit}", "fungsional", "ahli madya", "dokter", True, 11, 0),
    "sekolah": PostKind("Kepala {unit}", "fungsional", "ahli madya", "guru", True, 11, 0),
    "kecamatan": PostKind("Camat {place}", "administrator", "", "pimpinan", True, 12, 0),
    "kelurahan": PostKind("Lurah {place}", "pengawas", "", "pimpinan", True, 9, 0),
}
STAFF = {
    **dict.fromkeys(("sekretariat", "inspektorat", "dinas", "badan", "lainnya"), _OFFICE),
    **dict.fromkeys(("bagian", "bidang", "uptd"), _OFFICE[1:]),
    **dict.fromkeys(("rumah sakit", "puskesmas"), _HEALTH),
    "sekolah": _SCHOOL,
    **dict.fromkeys(("kecamatan", "kelurahan"), _DISTRICT),
}


def retirement_age(kind: str, level: str, family: str) -> int:
    """Return the age of retirement of a post in years.

    60 for the high leaders, teachers and ahli madya, 65 for ahli utama, 58 for all others (UU
    20/2023 Art. 55 and PP 11/2017 Art. 239 as quoted in public notes; by post, never by golongan).
    """
    if kind.startswith("jpt") or family == "guru" or level == "ahli madya":
        return 60
    return 65 if level == "ahli utama" else 58
