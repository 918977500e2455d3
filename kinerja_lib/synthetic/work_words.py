"""Words of plans and daily work, by family of posts."""

from __future__ import annotations

WORK = {
    "administrasi": (
        "Surat dan arsip unit tertata menurut pedoman",
        "Data kepegawaian unit termutakhirkan",
        "Laporan bulanan unit tersusun",
        "Barang milik daerah tercatat",
    ),
    "pimpinan": (
        "Sasaran unit pada perjanjian kinerja tercapai",
        "Pegawai unit mendapat umpan balik setiap triwulan",
        "Anggaran unit terserap sesuai rencana",
        "Tindak lanjut hasil pengawasan selesai",
    ),
    "guru": (
        "Pembelajaran terlaksana sesuai rencana",
        "Penilaian hasil belajar siswa tersusun",
        "Siswa yang tertinggal mendapat pendampingan",
        "Bahan ajar dikembangkan",
    ),
    "dokter": (
        "Pasien mendapat pelayanan menurut standar",
        "Rujukan dibuat menurut pedoman",
        "Edukasi kesehatan terlaksana",
        "Rekam medis terisi lengkap",
    ),
    "perawat": (
        "Asuhan keperawatan terlaksana menurut standar",
        "Catatan keperawatan terisi lengkap",
        "Kunjungan rumah terlaksana",
        "Edukasi keluarga pasien terlaksana",
    ),
    "bidan": (
        "Pelayanan ibu hamil terlaksana menurut standar",
        "Imunisasi bayi terlaksana sesuai jadwal",
        "Kelas ibu hamil terlaksana",
        "Catatan persalinan terisi lengkap",
    ),
    "sanitarian": (
        "Inspeksi kesehatan lingkungan terlaksana",
        "Sampel air minum terperiksa",
        "Penyuluhan sanitasi terlaksana",
        "Laporan kesehatan lingkungan tersusun",
    ),
    "pelayanan": (
        "Permohonan masyarakat selesai sesuai standar",
        "Informasi pelayanan tersampaikan kepada pemohon",
        "Pengaduan masyarakat dijawab tepat waktu",
        "Data pelayanan termutakhirkan",
    ),
    "analis": (
        "Telaah kebijakan tersusun",
        "Dokumen perencanaan tersusun",
        "Evaluasi program terlaksana",
        "Rapat koordinasi terfasilitasi",
    ),
    "teknologi informasi": (
        "Aplikasi layanan berjalan tanpa gangguan",
        "Data layanan tercadangkan",
        "Permintaan bantuan teknis selesai",
        "Fitur aplikasi dikembangkan",
    ),
}
ADDITIONAL = (
    "Menjadi anggota tim reformasi birokrasi",
    "Menjadi panitia kegiatan daerah",
    "Menjadi narasumber pelatihan internal",
)
UNITS_OF_WORK = ("dokumen", "persen", "hari kerja", "persen")
ACTIVITIES = (
    "Melayani permohonan masyarakat",
    "Menyusun laporan",
    "Memutakhirkan data",
    "Mengikuti rapat koordinasi",
    "Memeriksa kelengkapan dokumen",
    "Melaksanakan kunjungan lapangan",
    "Memberi penyuluhan",
    "Menyiapkan bahan kegiatan",
)
