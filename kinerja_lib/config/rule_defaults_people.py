"""Numbers that agencies set for people and posts: defaults, sources, marks."""

from __future__ import annotations

from kinerja_lib.config.rule_declaration import (
    COMPETENCIES,
    GAPS,
    KIT_CHOICE,
    PREDIKAT,
    Declaration,
    declare,
    declare_table,
)
from kinerja_lib.i18n import _

_IP = "Modul survei IP Kemendagri 2020-2022"
_SIMT = ("SIMT DJBK, satu instansi", "S")


def _levels() -> dict[str, dict[str, str]]:
    flat = {
        **{"jpt utama": "5", "jpt madya": "5", "jpt pratama": "4", "administrator": "3"},
        **{"pengawas": "2", "pelaksana": "1", "ahli madya": "4", "ahli muda": "3"},
        **{"ahli pertama": "2", "penyelia": "3", "mahir": "2", "terampil": "1", "pemula": "1"},
    }
    top = {name: "5" if name in ("Integritas", "Perekat bangsa") else "4" for name in COMPETENCIES}
    return {post: dict.fromkeys(COMPETENCIES, level) for post, level in flat.items()} | {
        "ahli utama": top
    }


PROFESSIONALISM: tuple[Declaration, ...] = (
    declare(
        "ip_asn.celah_kelas",
        "choice",
        "round_half_up",
        _("kelas IP ASN di antara dua batas bilangan bulat"),
        ("Tidak diatur dalam teks yang dibaca", "D"),
        choices=GAPS,
    ),
    declare_table(
        "ip_asn.poin_predikat",
        dict(zip(PREDIKAT, ("30", "25", "15", "5", "1"), strict=True)),
        _("poin dimensi kinerja menurut predikat"),
        ("Isian IP ASN kedua; Kurang dan Sangat Kurang diturunkan", "D"),
        high=30,
    ),
    declare_table(
        "ip_asn.poin_disiplin",
        {"tidak pernah": "5", "ringan": "3", "sedang": "2", "berat": "1"},
        _("poin dimensi disiplin menurut hukuman"),
        (f"{_IP}; isian lain memberi 0 untuk berat", "S"),
        high=5,
    ),
    declare(
        "ip_asn.jabatan_tanpa_diklat",
        "names",
        ["dokter", "guru", "apoteker", "perawat", "bidan", "asesor", "psikolog"],
        _("jabatan fungsional yang tidak mensyaratkan diklat"),
        ("BKPSDM Kabupaten Kudus, pembacaan satu instansi", "S"),
    ),
    declare(
        "ip_asn.tahun_teknis",
        "whole",
        "1",
        _("tahun terakhir yang dihitung untuk diklat teknis"),
        ("Peraturan BKN 8/2019 Pasal 8", "P"),
        low=1,
        high=5,
    ),
    declare(
        "ip_asn.tahun_seminar",
        "whole",
        "2",
        _("tahun terakhir yang dihitung untuk seminar"),
        (_IP, "S"),
        low=1,
        high=5,
    ),
)
COMPETENCE: tuple[Declaration, ...] = (
    declare(
        "jpm.tingkat_syarat",
        "levels",
        _levels(),
        _("tingkat kompetensi yang disyaratkan menurut jabatan"),
        ("Standar widyaiswara untuk jenjang ahli; baris lain dari ingatan", "M"),
        keys=COMPETENCIES,
        low=1,
        high=5,
        open_keys=True,
    ),
    declare_table(
        "jpm.bobot_teknis",
        {"ahli pertama": "60", "ahli muda": "50", "ahli madya": "40"},
        _("bobot hasil teknis menurut jenjang; sisanya manajerial dan sosial kultural"),
        ("Peraturan Menteri 35/2020, satu instansi", "P"),
        open_keys=True,
    ),
    declare(
        "jpm.kelebihan_dihitung",
        "flag",
        "true",
        _("tingkat di atas syarat menutup kekurangan kompetensi lain"),
        ("Rumus cetak tanpa batas; tidak diatur", "D"),
    ),
    declare(
        "jpm.berlaku_tahun",
        "whole",
        "3",
        _("masa berlaku hasil penilaian kompetensi"),
        ("Peraturan BKN 26/2019 Pasal 29 ayat (4), dibaca pada halaman BKN", "S"),
        low=1,
        high=10,
    ),
    declare_table(
        "jp.setahun",
        {"PNS paling sedikit": "20", "PPPK paling banyak": "24"},
        _("JP setahun: batas bawah PNS, batas atas PPPK"),
        ("PP 11/2017 Pasal 203 dan PP 49/2018 Pasal 40", "P"),
        low=1,
        high=2000,
    ),
    declare(
        "jp.menit",
        "whole",
        "45",
        _("menit satu JP klasikal"),
        ("PerLAN 10/2018, dari ingatan", "M"),
        low=1,
        high=120,
    ),
)
TALENT: tuple[Declaration, ...] = (
    declare_table(
        "talenta.skor_predikat",
        dict(zip(PREDIKAT, ("100", "80", "60", "40", "20"), strict=True)),
        _("skor sumbu kinerja menurut predikat"),
        _SIMT,
    ),
    declare(
        "talenta.ambang_kinerja",
        "numbers",
        ["60", "80"],
        _("ambang sesuai dan di atas ekspektasi"),
        ("Ditetapkan instansi; 60/80 pada dua aplikasi", "S"),
        rising=True,
    ),
    declare(
        "talenta.ambang_potensial",
        "numbers",
        ["60", "80"],
        _("ambang menengah dan tinggi"),
        ("Ditetapkan instansi; aplikasi lain 78/90", "S"),
        rising=True,
    ),
    declare_table(
        "talenta.bobot_potensial",
        {"kompetensi": "40", "potensi": "25", "kualifikasi": "20", "integritas": "15"},
        _("bobot bagian sumbu potensial"),
        ("Ringkasan Keputusan Kepala BKN 41/2025", "S"),
        sum_100=True,
    ),
    declare_table(
        "talenta.bobot_sumbu",
        {"kinerja": "50", "potensial": "50"},
        _("bobot kedua sumbu pada nilai talenta"),
        ("Ringkasan Keputusan Kepala BKN 41/2025", "S"),
        sum_100=True,
    ),
    declare_table(
        "talenta.skor_integritas",
        {
            **{"tidak pernah": "100", "ringan": "75", "sedang": "50", "berat": "25"},
            "sedang menjalani": "0",
        },
        _("skor integritas menurut hukuman disiplin"),
        _SIMT,
    ),
)
PAY: tuple[Declaration, ...] = (
    declare_table(
        "tpp.bobot",
        {"produktivitas": "60", "disiplin": "40"},
        _("bobot TPP"),
        ("Kepmendagri 900-4700/2020, dibaca pada rbmedia.id", "S"),
        sum_100=True,
    ),
    declare_table(
        "tpp.potongan",
        {},
        _("persen potongan tiap kejadian; kosong berarti tabel instansi belum diisi"),
        ("Tidak ada tabel resmi; isi menurut peraturan instansi", "L"),
        open_keys=True,
    ),
    declare(
        "tpp.batas_menit",
        "numbers",
        ["30", "60", "90"],
        _("batas menit tiga langkah pertama keterlambatan"),
        ("Permentan 68/2012, satu instansi", "S"),
        low=1,
        high=600,
        rising=True,
    ),
    declare(
        "tpp.potongan_terbanyak",
        "number",
        "100",
        _("batas jumlah potongan dalam persen"),
        KIT_CHOICE,
    ),
)
