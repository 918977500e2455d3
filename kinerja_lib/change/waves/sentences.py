"""Wording of change between waves."""

from __future__ import annotations

from kinerja_lib.change.outcomes import CANNOT, FELL, OPEN, ROSE, UNCHANGED
from kinerja_lib.change.waves.review import DIFFERENT, PARTLY, SAME, UNTESTED
from kinerja_lib.i18n import _
from kinerja_lib.publish.phrases import ALL, NONE, SOME

TEST = "t antarunit; Holm"
LINKED = {
    SOME: _(
        "**{n} responden mengisi gelombang {first} dan {second}** dengan kode yang sama: {share} "
        "dari responden gelombang pertama. Perubahan dihitung pada mereka."
    ),
    NONE: _(
        "**Tidak satu pun kode responden ada pada gelombang {first} dan {second}.** Yang dapat "
        "dibandingkan hanya rerata semua responden."
    ),
    CANNOT: _(
        "**Perubahan antargelombang tidak dapat dihitung** karena survei kurang dari dua gelombang."
    ),
    "nol": _("tidak satu pun"),
}
SUMMARY = {
    SOME: _("Dari {n} subskala, {up} naik dan {down} turun"),
    NONE: _("Dari {n} subskala, tidak satu pun naik atau turun secara berarti"),
    CANNOT: _("Perubahan antargelombang tidak dapat dihitung"),
}
CHANGE = {
    ROSE: _(
        "**{what} naik** dari {before} menjadi {after}: bertambah {size} poin (selang 95%: "
        "{range}; d = {d}; n = {n}). Didukung data."
    ),
    FELL: _(
        "**{what} turun** dari {before} menjadi {after}: berkurang {size} poin (selang 95%: "
        "{range}; d = {d}; n = {n}). Didukung data."
    ),
}
OTHERS = {
    UNCHANGED: _(
        "**Tidak berubah secara berarti**: {names}. Selangnya berada di dalam batas ±{share} dari "
        "rentang jawaban."
    ),
    OPEN: _("**Naik atau turunnya belum dapat disimpulkan**: {names}. Belum cukup bukti."),
    CANNOT: _("**Perubahan tidak dapat dihitung: {names},** karena {reason}."),
}
MEANING = {
    f"{SAME} semua": _(
        "**Butir dimaknai sama pada kedua gelombang** menurut uji invariansi pada {n} subskala, "
        "sehingga reratanya dapat dibandingkan."
    ),
    SAME: _(
        "Butir dimaknai sama pada kedua gelombang untuk {n} subskala, sehingga reratanya dapat "
        "dibandingkan."
    ),
    PARTLY: _(
        "**Rerata {names} tidak dibandingkan antargelombang:** muatan faktornya sama, tetapi "
        "tingkat dasar butirnya bergeser."
    ),
    DIFFERENT: _(
        "**Rerata {names} tidak dibandingkan antargelombang:** butirnya dimaknai berbeda pada "
        "kedua gelombang."
    ),
    UNTESTED: _(
        "Invariansi {names} tidak dapat diuji karena responden atau butirnya terlalu sedikit, atau "
        "modelnya tidak dapat dihitung. Baca perubahannya dengan hati-hati."
    ),
    f"{UNTESTED} semua": _(
        "**Invariansi antargelombang tidak dapat diuji** karena responden atau butirnya terlalu "
        "sedikit, atau modelnya tidak dapat dihitung. Baca perubahan dengan hati-hati."
    ),
}
ABSENT = {
    ALL: _("**Semua responden gelombang {first} mengisi lagi**, sehingga tidak ada yang lepas."),
    NONE: _(
        "**{share} responden gelombang {first} mengisi lagi.** Pada {n} subskala yang "
        "dibandingkan, perbedaan nilai awal antara yang mengisi lagi dan yang tidak belum didukung "
        "data."
    ),
    SOME: _(
        "**{share} responden gelombang {first} mengisi lagi.** Yang tidak mengisi lagi sudah "
        "berbeda sejak awal pada {names}; perubahan di sana hanya berlaku bagi yang mengisi lagi."
    ),
    CANNOT: _(
        "**{share} responden gelombang {first} mengisi lagi.** Nilai awal yang tidak mengisi lagi "
        "tidak dapat dibandingkan karena respondennya terlalu sedikit."
    ),
}
CROSSWISE = {
    ALL: _(
        "Rerata semua responden kedua gelombang memberi kesimpulan yang sama pada {n} subskala "
        "yang dibandingkan."
    ),
    SOME: _(
        "Rerata semua responden memberi kesimpulan lain pada {names}, karena susunan responden "
        "kedua gelombang tidak sama. Yang dipakai adalah responden tertaut."
    ),
    CANNOT: _("Rerata semua responden kedua gelombang tidak dapat dibandingkan."),
}
RELIABLE = {
    SOME: _(
        "{what}: {up} responden tertaut naik dan {down} turun melebihi galat pengukuran. Dari "
        "galat saja, sekitar 2,5% diharapkan pada tiap arah."
    )
}
KIND = {
    ROSE: _(
        "**{what} pada unit jenis {kind} naik** dari {before} menjadi {after}: bertambah {size} "
        "poin (selang 95%: {range}; n = {n}). Didukung data setelah koreksi Holm."
    ),
    FELL: _(
        "**{what} pada unit jenis {kind} turun** dari {before} menjadi {after}: berkurang {size} "
        "poin (selang 95%: {range}; n = {n}). Didukung data setelah koreksi Holm."
    ),
}
FAMILY = {
    SOME: _(
        "Dari {n} perubahan menurut jenis unit, {changed} didukung data setelah koreksi Holm. "
        "Tanpa koreksi, sekitar {chance} dapat tampak berubah karena kebetulan."
    ),
    NONE: _(
        "Dari {n} perubahan menurut jenis unit, tidak satu pun didukung data setelah koreksi Holm."
    ),
    CANNOT: _(
        "Perubahan menurut jenis unit tidak dapat dihitung karena responden tertaut di tiap jenis "
        "unit terlalu sedikit."
    ),
}
OUTREACH = {
    ROSE: _(
        "**{topic}: {what} naik lebih banyak** di {units} unit yang terjangkau daripada di "
        "{others} unit lain; selisihnya {size} poin (selang 95%: {range}). Didukung data."
    ),
    FELL: _(
        "**{topic}: {what} naik lebih sedikit atau turun** di {units} unit yang terjangkau "
        "dibandingkan {others} unit lain; selisihnya {size} poin (selang 95%: {range}). Didukung "
        "data."
    ),
    UNCHANGED: _(
        "**{topic}: perubahan {what} tidak berbeda secara berarti** antara {units} unit yang "
        "terjangkau dan {others} unit lain (selang 95%: {range}, di dalam batas ±{margin} poin)."
    ),
    OPEN: _(
        "**{topic}: selisih perubahan {what} belum dapat disimpulkan.** Angka dan selangnya ada "
        "pada tabel."
    ),
    CANNOT: _("**{topic}: selisih perubahan {what} tidak dapat dihitung** karena {reason}."),
}
FEW_SIDE = _("unit yang terjangkau atau unit lain terlalu sedikit")
PARALLEL = {
    SOME: _(
        "Selisih ini mengandaikan bahwa tanpa sosialisasi kedua kelompok unit akan bergerak "
        "sejajar; hal itu tidak dapat diuji dengan dua gelombang. Bila unit tidak dipilih dengan "
        "undian, perbedaan lain dapat ikut terlihat."
    ),
    CANNOT: _(
        "**Hubungan dengan sosialisasi tidak dapat dihitung** karena tidak ada kegiatan yang "
        "terlaksana di antara kedua gelombang."
    ),
}
ASK = _(
    "Pimpinan unit jenis {kind}: adakan dialog kelompok tentang {names}, paling lambat {tanggal} "
    "{bulan} {tahun}."
)
EXTEND = _(
    "Penanggung jawab sosialisasi: lanjutkan {topic} di {units} unit yang belum terjangkau, paling "
    "lambat {tanggal} {bulan} {tahun}."
)
