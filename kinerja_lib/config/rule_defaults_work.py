"""Numbers that agencies set for public service and for appraisals: defaults, sources, marks."""

from __future__ import annotations

from kinerja_lib.config.rule_declaration import (
    CAPAIAN,
    EXPECTATION,
    EXPECTED,
    GAPS,
    KIT_CHOICE,
    SOURCES,
    Declaration,
    declare,
    declare_table,
)
from kinerja_lib.i18n import _

SERVICE: tuple[Declaration, ...] = (
    declare(
        "skm.bobot",
        "choice",
        "1/9",
        _("bobot tiap unsur IKM"),
        ("PermenPANRB 14/2017; cocok dengan hasil terbit Kab. Bantul 2023", "S"),
        choices=("1/9", "0.111", "0.11", "1/n"),
    ),
    declare(
        "skm.batas_kelas",
        "choice",
        "2017",
        _("batas kelas mutu pelayanan"),
        ("PermenPANRB 14/2017; kep25 dari ingatan", "S"),
        choices=("2017", "kep25"),
    ),
    declare_table(
        "pengaduan.batas_hari",
        {
            "permintaan informasi": "5",
            "pengaduan tanpa pemeriksaan lapangan": "14",
            "pengaduan dengan pemeriksaan lapangan": "60",
            "aspirasi": "null",
        },
        _("hari kerja sampai selesai menurut jenis laporan"),
        ("Standar pelayanan LAPOR; batas aspirasi tidak ditemukan", "S"),
        low=1,
        high=365,
        open_keys=True,
        optional=True,
    ),
    declare_table(
        "pengaduan.tahap_hari",
        {"respons pertama": "3", "diteruskan": "3", "ditindaklanjuti": "5", "ditutup": "10"},
        _("hari kerja tiap tahap laporan"),
        ("Halaman aplikasi LAPOR", "S"),
        low=1,
        high=365,
    ),
)
PERFORMANCE: tuple[Declaration, ...] = (
    declare(
        "capaian.batas_atas",
        "number",
        "null",
        _("batas atas capaian dalam persen; null tanpa batas"),
        ("Tidak diatur; instansi memakai 100, 110, 120, atau tanpa batas", "L"),
        low=100,
        high=1000,
        optional=True,
    ),
    declare(
        "capaian.celah_kelas",
        "choice",
        "lower",
        _("kelas capaian di antara dua batas bilangan bulat"),
        ("Tidak diatur dalam teks yang dibaca", "D"),
        choices=GAPS,
    ),
    declare(
        "distribusi.unit_terkecil",
        "whole",
        "10",
        _("pegawai paling sedikit agar sebaran dibandingkan dengan panduan"),
        KIT_CHOICE,
        low=1,
        high=1000,
    ),
    declare(
        "distribusi.sebagian_besar_dihitung",
        "flag",
        "false",
        _("'sebagian besar' dibaca lebih dari setengah dan ikut dinilai"),
        ("SE MenPANRB 3/2023 tidak memberi angka", "M"),
    ),
    declare(
        "distribusi.rumusan_longgar_dihitung",
        "flag",
        "true",
        _("rumusan longgar pada capaian Sangat Kurang ikut dinilai"),
        ("SE MenPANRB 3/2023, dikutip pers", "D"),
    ),
    declare(
        "predikat.rating_kepala_unit",
        "words",
        dict(zip(CAPAIAN, (EXPECTATION[2], EXPECTATION[1], *[EXPECTATION[0]] * 3), strict=True)),
        _("rating hasil kerja kepala unit menurut capaian unit"),
        ("SE MenPANRB 3/2023 tidak memberi padanan", "M"),
        keys=CAPAIAN,
        choices=EXPECTATION,
    ),
    declare_table(
        "multisumber.bobot",
        {"atasan": "60", "rekan": "20", "bawahan": "20", "diri": "0", "masyarakat": "0"},
        _("bobot sumber penilaian; PermenPANRB 6/2022 tidak memberi bobot"),
        KIT_CHOICE,
        sum_100=True,
    ),
    declare(
        "multisumber.sumber_kosong",
        "choice",
        "incomplete",
        _("sumber yang kosong: bobot dibagi ulang (reweight) atau belum lengkap (incomplete)"),
        KIT_CHOICE,
        choices=("incomplete", "reweight"),
    ),
    declare_table(
        "multisumber.penilai_terkecil",
        {"atasan": "1", "rekan": "3", "bawahan": "3", "diri": "1", "masyarakat": "10"},
        _("penilai paling sedikit tiap sumber"),
        KIT_CHOICE,
        low=1,
    ),
    declare(
        "multisumber.diharapkan_dari",
        "words",
        {source: "semua" if source == "atasan" else "menurut data" for source in SOURCES},
        _(
            "siapa yang diharapkan memiliki sumber itu; menurut data: kelompok (pimpinan atau "
            "bukan) yang cukup banyak memilikinya"
        ),
        KIT_CHOICE,
        keys=SOURCES,
        choices=EXPECTED,
    ),
    declare(
        "multisumber.bagian_dipakai",
        "number",
        "50",
        _("persen pegawai satu kelompok yang cukup banyak bagi 'menurut data'"),
        KIT_CHOICE,
        low=1,
        high=100,
    ),
    declare(
        "kalibrasi.ambang_tanda",
        "number",
        "2",
        _(
            "simpangan baku antarpenilai sebelum penilai ditandai; selisih terkecil yang berarti "
            "berlaku bila lebih besar"
        ),
        KIT_CHOICE,
        low=0.5,
        high=10,
    ),
)
