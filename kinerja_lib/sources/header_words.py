"""Words of headers that mean the same, and how alike a header and a column are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from kinerja_lib.tables.names import squash

# Contract word -> what exports write instead, longest first where one holds another.
SYNONYMS = {
    "nip": ("nomor induk pegawai", "nip baru", "nip pegawai", "nip nrp", "nipbaru"),
    "pegawai": ("karyawan", "staf", "asn", "pns", "aparatur"),
    "unit": (
        *("satuan kerja", "satuan organisasi", "perangkat daerah", "unit organisasi"),
        *("unit kerja", "satker", "skpd", "opd", "unor", "instansi", "dinas"),
    ),
    "golongan": ("pangkat golongan", "golongan ruang", "gol ruang", "pangkat", "gol"),
    "jabatan": ("posisi", "formasi jabatan"),
    "jenis kelamin": ("kelamin", "jk", "gender", "sex"),
    "pendidikan": ("ijazah", "tingkat pendidikan", "jenjang pendidikan"),
    "nama": ("nama lengkap", "name", "judul"),
    "tanggal": ("tgl", "date", "timestamp", "stempel waktu"),
    "usia": ("umur", "age"),
    "sebelum": ("pre test", "pretest"),
    "sesudah": ("post test", "posttest"),
    "lahir": ("kelahiran", "birth"),
    "tahun": ("thn", "year"),
    "periode": ("bulan", "triwulan", "semester", "masa penilaian"),
    "mulai": ("awal", "start", "dari tanggal"),
    "selesai": ("akhir", "berakhir", "end", "sampai tanggal"),
    "id": ("kode", "nomor", "no", "code", "kd"),
    "nilai": ("skor", "score", "angka"),
    "tingkat": ("level",),
    "predikat": ("predikat kinerja", "kuadran kinerja", "kuadran"),
    "hasil kerja": ("rating hasil kerja", "hasil kinerja"),
    "perilaku": ("perilaku kerja", "rating perilaku"),
    "penilai": ("rater", "assessor", "evaluator", "pejabat penilai"),
    "dinilai": ("ratee", "ternilai", "yang dinilai", "assessee"),
    "hubungan": (
        *("assessment type", "tipe penilaian", "jenis penilai", "tipe penilai"),
        *("relasi", "relation", "relationship", "peran penilai"),
    ),
    "arah": ("polaritas", "polarity", "sifat indikator"),
    "aspek": ("dimensi", "kriteria"),
    "kompetensi": ("competency", "nama kompetensi"),
    "iku": ("indikator kinerja utama", "indikator kinerja", "indikator", "kpi"),
    "realisasi": ("aktual", "actual"),
    "pelatihan": ("diklat", "bimtek", "training", "kursus"),
    "jp": ("jam pelajaran", "jumlah jp"),
    "pengaduan": ("aduan", "tracking", "laporan masuk"),
    "resp": ("responden", "respondent"),
    "layanan": ("pelayanan", "jenis layanan"),
    "hadir": ("kehadiran", "jumlah hadir"),
    "terlambat": ("keterlambatan", "telat"),
    "keterangan": ("catatan", "uraian libur"),
    "uraian": ("deskripsi", "description"),
    "satuan": ("unit ukuran", "satuan ukuran"),
    "alpa": ("tanpa keterangan", "mangkir", "alpha"),
    "kecamatan": ("kec", "distrik"),
    "komentar": ("jawaban terbuka", "masukan bebas"),
    "gelombang": ("wave", "tahun survei", "putaran survei"),
    "detik": (
        *("lama pengisian detik", "lama mengisi detik", "waktu pengisian detik"),
        *("durasi pengisian detik", "durasi detik"),
    ),
    "saran": ("kritik dan saran", "masukan"),
}
_PHRASES = sorted(
    ((written.split(), word.split()) for word, many in SYNONYMS.items() for written in many),
    key=lambda pair: -len(pair[0]),
)
# Table and column -> headers that mean it in this table only.
_TABLE_WORDS = {
    ("pengaduan", "masuk"): ("tanggal terima", "tanggal diterima", "tanggal masuk"),
    ("layanan_log", "mulai"): ("tanggal terima", "tanggal diterima", "tanggal masuk"),
    ("layanan_log", "selesai"): ("tanggal serah", "tanggal penyerahan"),
    ("survei_asn", "komentar"): ("saran", "usul", "pendapat"),
    ("survei_asn", "kelompok_usia"): ("usia",),
    ("koding_komentar", "kutip"): ("layak kutip", "layak dikutip", "boleh dikutip"),
}
# A header with one of these is about a person; a column without it is something else.
PRIVATE_WORDS = frozenset(
    (
        *("nama", "nip", "nik", "ktp", "npwp", "email", "surel", "alamat", "hp", "telepon", "telp"),
        *("wa", "whatsapp", "kontak", "rekening", "lahir", "ttl", "dob", "pelapor", "username"),
    )
)
# Words of headers beside those of `SYNONYMS`.
_OTHER_WORDS = frozenset(
    (
        *(
            "target",
            "capaian",
            "bobot",
            "jumlah",
            "total",
            "status",
            "bukti",
            "anggaran",
            "rencana",
        ),
        *("jenjang", "kelas", "tingkat", "kegiatan", "hari", "jam", "persen", "potongan", "gelar"),
        *("rating", "rata", "kategori", "kuadran", "soal", "butir", "unsur", "waktu", "alamat"),
        *(
            "email",
            "telepon",
            "hp",
            "nik",
            "sk",
            "tmt",
            "tugas",
            "bidang",
            "sub",
            "agama",
            "lokasi",
        ),
    )
)
_EMAIL = re.compile(r"[^\s@]@[^\s@]+\.[^\s@]")
_MOST_DIGITS = 9  # in a header; more could be a number of a person
_BARE = (("nama",), ("jenis",))  # of another thing when other words stand beside them
_NO_NAME = frozenset(("gelar", "resmi"))
_VOCABULARY = _OTHER_WORDS | {word for written in SYNONYMS for word in written.split()}
_NO_MEANING = frozenset(("yang", "dan", "di", "ke", "pada", "untuk", "dari", "nya", "the", "of"))


@lru_cache(maxsize=4096)
def plain_words(text: str) -> tuple[str, ...]:
    """Cut a header into the words of contracts: `TglLahir` becomes tanggal, lahir."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unicodedata.normalize("NFKC", text[:200]))
    words = re.findall(r"[^\W\d_]+|[0-9]+", apart.lower())
    found: list[str] = []
    while words:
        for written, instead in _PHRASES:
            if words[: len(written)] == written:
                found += instead
                words = words[len(written) :]
                break
        else:
            found.append(words.pop(0))
    return tuple(word for word in found if word not in _NO_MEANING)


@lru_cache(maxsize=65536)
def likeness(header: str, column: str, table: str = "") -> float:
    """Measure how alike a header and a column name are, 0 to 1; 1 only for the same name.

    Parameters
    ----------
    table : str
        Where it is given, its own words need not be said: `Nama Diklat` is the nama of pelatihan.
    """
    if squash(header) == squash(column):
        return 1.0
    ours, theirs = plain_words(header), plain_words(column.replace("_", " "))
    own = set(plain_words(table.replace("_", " ")))
    if _same_in_table(ours, theirs, own) or " ".join(ours) in _TABLE_WORDS.get((table, column), ()):
        return 0.99
    foreign = set(ours) - set(theirs) - own
    if (theirs in _BARE and foreign - _NO_NAME) or foreign & PRIVATE_WORDS - {"nama", "nip"}:
        return 0.0
    shared = len(set(ours) & set(theirs))
    by_words = 2 * shared / max(len(set(ours)) + len(set(theirs)), 1)
    by_letters = SequenceMatcher(None, "".join(ours), "".join(theirs)).ratio()
    # A word of its own is no misspelling of another one: `Penilai` is not `nilai`.
    misspelt = by_letters > 0.8 and not foreign & _VOCABULARY
    return min(0.99, max(by_words, by_letters if misspelt else 0.0))


def _same_in_table(ours: tuple[str, ...], theirs: tuple[str, ...], own: set[str]) -> bool:
    return set(ours) == set(theirs) or (len(ours) > 1 and set(ours) - own == set(theirs))


def may_be_record(headers: Sequence[str], known: int) -> bool:
    """Tell whether the headers may be a record, because the sheet has no header row.

    A header with a long number or an e-mail address is one of a person. Else less than half of the
    headers have a word that headers have, and fewer than two are `known` as a column.
    """
    filled = [header for header in headers if header.strip()]
    if any(sum(map(str.isdigit, h)) > _MOST_DIGITS or _EMAIL.search(h) for h in filled):
        return True
    usual = sum(bool(_VOCABULARY.intersection(plain_words(header))) for header in filled)
    return known < 2 and 2 * usual < len(filled)
