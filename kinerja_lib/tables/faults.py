"""What can be wrong with a cell or a row, what happens to the row, and what to do.

A value that cannot be read for certain sets its row aside. A value that was read by a rule which
could be wrong is accepted with a flag. A note speaks of a whole file or table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kinerja_lib.i18n import _
from kinerja_lib.tables.contract import TableContract

SEVERITIES = ("quarantine", "flag", "note")


@dataclass(frozen=True)
class Fault:
    """One kind of fault: `severity` of `SEVERITIES`, the rule it breaks, what to do about it."""

    code: str
    severity: str
    rule: str
    what_to_do: str


_NUMBER_OF_WORD = _(
    "Perbaiki di aplikasi sumber, lalu ekspor ulang. Kata yang berarti angka, seperti jawaban "
    "'Setuju', ditulis dengan angkanya pada 'values' di params/mappings."
)
_EXPORT_AGAIN = _("Perbaiki di aplikasi sumber, ekspor ulang, lalu jalankan 'kinerja check'.")
_NIP_TEXT = _(
    "Ekspor ulang dengan kolom NIP sebagai teks; angka yang hilang tidak dapat dipulihkan."
)
_NIP_SOURCE = _("Cocokkan dengan SK pengangkatan, lalu perbaiki di SIASN dan ekspor ulang.")

_FAULTS = (
    Fault("kosong_wajib", "quarantine", _("kolom wajib terisi"), _EXPORT_AGAIN),
    Fault(
        "nip_notasi_ilmiah", "quarantine", _("NIP adalah teks 18 angka, bukan bilangan"), _NIP_TEXT
    ),
    Fault(
        "nip_tanda_tak_terlihat",
        "quarantine",
        _("NIP hanya berisi angka, tanpa tanda yang tidak terlihat seperti U+200B"),
        _("Hapus isi selnya, ketik ulang angkanya, lalu ekspor ulang."),
    ),
    Fault(
        "kode_notasi_ilmiah",
        "quarantine",
        _("kode adalah teks, bukan bilangan seperti 1,23E+18"),
        _("Ekspor ulang dengan kolom kode sebagai teks; angka yang hilang tidak dapat dipulihkan."),
    ),
    Fault("nip_panjang", "quarantine", _("NIP terdiri atas 18 angka"), _NIP_SOURCE),
    Fault(
        "nip_tanggal",
        "quarantine",
        _("angka 1–8 NIP adalah tanggal lahir yang ada di kalender"),
        _NIP_SOURCE,
    ),
    Fault(
        "nip_bulan",
        "quarantine",
        _("angka 13–14 NIP adalah bulan 01–12 atau kode kontrak PPPK mulai 21"),
        _NIP_SOURCE,
    ),
    Fault(
        "nip_usia",
        "quarantine",
        _("usia saat diangkat menurut NIP antara 17 dan 70 tahun"),
        _NIP_SOURCE,
    ),
    Fault("nip_kelamin", "quarantine", _("angka ke-15 NIP adalah 1 atau 2"), _NIP_SOURCE),
    Fault("nip_urut", "quarantine", _("angka 16–18 NIP adalah nomor urut mulai 001"), _NIP_TEXT),
    Fault("bukan_angka", "quarantine", _("kolom ini berisi satu bilangan"), _NUMBER_OF_WORD),
    Fault("bukan_bulat", "quarantine", _("kolom ini berisi bilangan bulat"), _EXPORT_AGAIN),
    Fault(
        "di_luar_rentang",
        "quarantine",
        _("bilangan berada di dalam rentang kolom"),
        _("Cocokkan dengan dokumen asli; periksa juga skala dan satuannya."),
    ),
    Fault(
        "bukan_tanggal",
        "quarantine",
        _("tanggal ada di kalender dan tahunnya empat angka"),
        _("Cocokkan dengan dokumen asli, tulis sebagai 2026-12-31 atau 31-12-2026."),
    ),
    Fault(
        "bukan_waktu",
        "quarantine",
        _("waktu berupa tanggal dan jam, misalnya 2026-12-31 08:30"),
        _EXPORT_AGAIN,
    ),
    Fault(
        "waktu_berzona",
        "quarantine",
        _("waktu ditulis sebagai waktu setempat, tanpa zona seperti +07:00 atau Z"),
        _(
            "Zona menentukan hari dan jamnya, dan tidak ditebak. Ekspor ulang sebagai waktu "
            "setempat tanpa zona."
        ),
    ),
    Fault("bukan_tahun", "quarantine", _("tahun terdiri atas empat angka"), _EXPORT_AGAIN),
    Fault(
        "bukan_periode",
        "quarantine",
        _("periode ditulis 2026, 2026-TW1, 2026-S1, atau 2026-03"),
        _EXPORT_AGAIN,
    ),
    Fault(
        "bukan_pilihan",
        "quarantine",
        _("nilai termasuk pilihan yang dikenal; lihat 'kinerja check --contract'"),
        _("Perbaiki di sumber, atau tambahkan padanannya pada 'values' di params/mappings."),
    ),
    Fault("bukan_ya_tidak", "quarantine", _("kolom ini berisi ya atau tidak"), _EXPORT_AGAIN),
    Fault(
        "nilai_galat",
        "quarantine",
        _("sel tidak berisi galat rumus seperti #REF!"),
        _("Perbaiki rumus di lembar kerja, tempel sebagai nilai, lalu simpan ulang."),
    ),
    Fault(
        "rumus",
        "quarantine",
        _("sel berisi nilai, bukan rumus"),
        _("Tempel sebagai nilai (Paste Values), simpan, lalu periksa lagi."),
    ),
    Fault(
        "kolom_lebih",
        "quarantine",
        _("isi baris tidak lebih banyak daripada judul kolom"),
        _("Periksa pemisah kolom atau tanda petik pada baris itu."),
    ),
    Fault(
        "baris_kaki",
        "quarantine",
        _("baris jumlah, rerata, atau catatan bukan data"),
        _("Tidak perlu tindakan; hapus baris itu dari ekspor bila ingin daftar yang bersih."),
    ),
    Fault(
        "duplikat_sama",
        "quarantine",
        _("satu baris dicatat sekali; salinannya tidak dihitung"),
        _("Tidak mengubah hasil; hapus salinannya di sumber."),
    ),
    Fault(
        "kunci_bentrok",
        "quarantine",
        _("satu kunci hanya mempunyai satu isi"),
        _("Tentukan isi yang benar dari dokumen asli, hapus yang lain, lalu ekspor ulang."),
    ),
    Fault(
        "kunci_pada_karantina",
        "flag",
        _("kunci baris ini tidak ada pada baris lain, juga tidak pada yang dikarantina"),
        _("Baris dipakai. Tentukan dari dokumen asli mana yang benar, lalu hapus yang lain."),
    ),
    Fault(
        "rujukan_tidak_ada",
        "quarantine",
        _("kode yang dirujuk ada pada tabel induknya"),
        _("Lengkapi tabel induk atau perbaiki kode pada baris ini."),
    ),
    Fault(
        "angka_rancu",
        "flag",
        _("titik atau koma pada bilangan hanya dapat dibaca dengan satu cara"),
        _("Pastikan nilai yang terbaca benar; tulis desimal dengan jelas pada ekspor berikutnya."),
    ),
    Fault(
        "satuan_lain",
        "flag",
        _("satuan di belakang bilangan sama dengan satuan kolom"),
        _("Pastikan satuannya; bila berbeda, ubah nilainya di sumber."),
    ),
    Fault(
        "persen_campur",
        "flag",
        _("satu kolom menulis persen dengan satu cara: 95 atau 95%, tidak bercampur dengan 0,95"),
        _(
            "Dibaca apa adanya. Bila itu pecahan, tulis sebagai persen di sumber, lalu ekspor "
            "ulang."
        ),
    ),
    Fault(
        "satuan_beda",
        "flag",
        _("target, realisasi, dan satuan pada satu baris memakai satuan yang sama"),
        _("Hanya bilangannya yang dibaca. Samakan satuannya di sumber, lalu ekspor ulang."),
    ),
    Fault(
        "tanggal_rancu",
        "flag",
        _("urutan hari dan bulan pada tanggal dapat dipastikan"),
        _("Pastikan tanggal yang terbaca; ekspor sebagai 2026-12-31 supaya tidak tertukar."),
    ),
    Fault(
        "periode_tanggal",
        "flag",
        _("periode bulanan ditulis 2026-03, bukan tanggal 1 bulan itu"),
        _("Dibaca sebagai bulan. Pastikan, lalu beri kolomnya format teks di lembar kerja."),
    ),
    Fault(
        "kolom_wajib_tidak_ada",
        "quarantine",
        _("setiap kolom wajib tersedia pada berkas"),
        _(
            "Ekspor ulang dengan kolom itu, atau buat pemetaan dengan 'kinerja check --map'. Isi "
            "yang sama untuk semua baris ditulis pada 'constants'."
        ),
    ),
    Fault(
        "kolom_tidak_ada",
        "note",
        _("berkas memuat kolom yang diperlukan untuk hasil per unit"),
        _(
            "Barisnya diterima, tetapi tidak dihitung per unit. Tulis kode unitnya pada "
            "'constants' di params/mappings, atau tambahkan kolomnya."
        ),
    ),
    Fault(
        "kolom_tidak_dikenal",
        "note",
        _("judul kolom dikenal kontrak atau pemetaan"),
        _("Tidak dipakai. Bila perlu, petakan dengan 'kinerja check --map'."),
    ),
    Fault(
        "persen_pecahan",
        "note",
        _("kolom persen berisi 95 untuk 95%, bukan 0,95"),
        _("Semua nilainya paling besar 1. Bila itu pecahan, kalikan 100 di sumber, lalu ekspor."),
    ),
    Fault(
        "baris_lain",
        "note",
        _("temuan di atas batas tidak dirinci satu per satu"),
        _("Perbaiki sebab yang sudah dirinci, ekspor ulang, lalu periksa lagi."),
    ),
    Fault(
        "rujukan_tidak_diperiksa",
        "note",
        _("tabel induk tersedia dan terbaca, sehingga kodenya dapat dicocokkan"),
        _(
            "Kodenya diterima tanpa dicocokkan. Tambahkan tabel induknya ke sumber, lalu periksa "
            "lagi."
        ),
    ),
    Fault(
        "kartu_iku_tidak_ada",
        "flag",
        _("kartu indikator (tabel iku) menyertai target dan realisasi"),
        _(
            "Tidak satu pun target dapat dinilai: arah, satuan, dan frekuensi indikator hanya ada "
            "pada kartunya. Tambahkan tabel iku ke sumber, lalu periksa lagi."
        ),
    ),
    Fault(
        "induk_dikarantina",
        "note",
        _("baris yang dirujuk ikut diterima"),
        _("Perbaiki baris induknya lebih dahulu; baris ini lalu ikut dihitung."),
    ),
)

FAULTS: Mapping[str, Fault] = MappingProxyType({fault.code: fault for fault in _FAULTS})


def find_fault(contract: TableContract, code: str) -> Fault:
    """Return a general fault or one that a rule of the contract declares."""
    if code in FAULTS:
        return FAULTS[code]
    for rule in (*contract.rules, *contract.set_rules):
        if rule.code == code:
            severity = "quarantine" if rule.quarantine else "flag"
            return Fault(code, severity, rule.rule, rule.remedy)
    raise KeyError(code)
