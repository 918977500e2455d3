"""Sentences about training need; each is chosen by the counts it states."""

from __future__ import annotations

import datetime as dt

from kinerja_lib.basis.offices import TRAINING_OFFICE
from kinerja_lib.competency.needs.lists import count_front
from kinerja_lib.competency.needs.mandatory import find_mandatory_request
from kinerja_lib.competency.needs.review import NeedReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    FEW,
    NEARLY,
    NONE,
    SOME,
    count_people,
    count_quantity,
    date_values,
    make_finding,
    name_few,
    name_people,
)
from kinerja_lib.rules.training_need import FRONT, GAP, POLICY

SECTION = "kebutuhan-pelatihan"
NO_CATALOGUE = "katalog kosong"
HEADING = {
    SOME: _("Untuk {served} dari {need} pegawai dengan kesenjangan ada pelatihan pada {year}"),
    ALL: _("Untuk semua pegawai dengan kesenjangan ada pelatihan pada {year}"),
    NEARLY: _(
        "Untuk hampir semua dari {need} pegawai dengan kesenjangan ada pelatihan pada {year}"
    ),
    FEW: _(
        "Untuk kurang dari sepuluh dari {need} pegawai dengan kesenjangan ada pelatihan pada {year}"
    ),
    NONE: _("Katalog {year} belum memuat pelatihan yang sesuai dengan kesenjangan"),
    NO_CATALOGUE: _("Katalog pelatihan {year} belum ada"),
    CANNOT: _("Tidak ada kesenjangan yang dapat dipasangkan dengan pelatihan"),
}


def _judge(review: NeedReview) -> tuple[str, dict[str, object], int | None]:
    need, served = review.with_need, review.served
    outcome = NO_CATALOGUE if not len(review.courses) and need else name_people(served, need)
    values = {
        "need": count_people(need),
        "served": count_people(served),
        "year": str(review.limits.year),
    }
    return outcome, values, need or None


def find_heading(review: NeedReview) -> Finding:
    """Head the section: for how many people with a gap the catalogue has a course."""
    outcome, values, n = _judge(review)
    options = {"place": "heading", "n": n, "rule": GAP}
    return make_finding("kebutuhan-judul", outcome, HEADING, values, **options)


UNCOVERED = {
    SOME: _(
        "**Belum ada pelatihan {year} untuk {names}**, sedangkan jabatan mensyaratkannya. "
        "Kesenjangan padanya tidak dapat ditutup dengan katalog ini."
    ),
    NONE: _("Setiap kompetensi yang disyaratkan diajarkan paling sedikit satu pelatihan {year}."),
    CANNOT: _("Kompetensi tanpa pelatihan tidak dapat disebut karena katalog {year} belum ada."),
}


def list_uncovered(review: NeedReview) -> list[str]:
    """List the competencies that some post requires and no usable course teaches."""
    required = review.gaps.cells["kompetensi"].cat.remove_unused_categories().cat.categories
    counts = review.catalogue.count_by_competency(list(required))
    return counts.loc[counts["pelatihan"] == 0, "kompetensi"].tolist()


def find_uncovered(review: NeedReview) -> Finding:
    """Name the required competencies without any course."""
    names = list_uncovered(review)
    outcome = CANNOT if not len(review.courses) else SOME if names else NONE
    values = {"names": name_few(names), "year": str(review.limits.year)}
    return make_finding("kompetensi-tanpa-pelatihan", outcome, UNCOVERED, values, place="lead")


POLICIES = {
    SOME: _(
        "**{people} pegawai pada bidang yang terkena belum mengikuti pelatihan yang disyaratkan.**"
    ),
    NONE: _("Semua pegawai pada bidang yang terkena sudah mengikuti pelatihan yang disyaratkan."),
    CANNOT: _("Tidak ada kebijakan baru yang menyebut pelatihan."),
}
LACKING = _("Katalog {year} belum memuat pelatihan yang disyaratkan untuk: {names}.")


def find_policies(review: NeedReview) -> list[Finding]:
    """Say how many people lack the course of a policy, and which course is not offered again."""
    rows = review.held[review.held["pelatihan_id"].notna()]
    people = set().union(*(review.untrained[str(code)] for code in rows["kebijakan_id"]))
    concerned = int(review.staff["bidang"].isin(rows["bidang"]).sum())
    outcome = CANNOT if rows.empty or not concerned else SOME if people else NONE
    values = {"people": count_people(len(people))}
    options = {"n": concerned or None, "rule": POLICY}
    found = [make_finding("kebijakan-belum", outcome, POLICIES, values, **options)]
    open_rows = rows[(rows["belum"] > 0) & ~rows["tersedia"].astype(bool)]
    if len(open_rows):
        names = {"names": name_few(open_rows["nama"].tolist()), "year": str(review.limits.year)}
        found.append(make_finding("kebijakan-katalog", SOME, {SOME: LACKING}, names))
    return found


FRONTLINE = {
    SOME: _(
        "**{short} dari {rated} pegawai garis depan yang dinilai mempunyai kesenjangan pada "
        "{names}.**"
    ),
    ALL: _("**Semua pegawai garis depan yang dinilai, {rated} orang, mempunyai kesenjangan pada "
           "{names}.**"),
    NEARLY: _(
        "**Hampir semua dari {rated} pegawai garis depan yang dinilai mempunyai kesenjangan pada "
        "{names}.**"
    ),
    FEW: _(
        "**Kurang dari sepuluh dari {rated} pegawai garis depan yang dinilai mempunyai kesenjangan "
        "pada {names}.**"
    ),
    NONE: _("Tidak ada pegawai garis depan yang dinilai di bawah syarat pada {names}."),
    CANNOT: _("Belum ada pegawai garis depan yang dinilai pada {names}."),
}  # fmt: skip


def find_front(review: NeedReview) -> Finding:
    """Say how many frontline people fall short in the competencies of service."""
    counts = count_front(review)[["dinilai", "kurang"]].sum()
    rated, short = int(counts["dinilai"]), int(counts["kurang"])
    names = list(review.evidence.rules["pelatihan.kompetensi_garis_depan"])
    values = {"short": count_people(short), "rated": count_people(rated), "names": names}
    options = {"n": rated or None, "rule": FRONT}
    outcome = name_people(short, rated)
    return make_finding("garis-depan", outcome, FRONTLINE, values, **options)


CHANCES = {
    SOME: _(
        "{people} pegawai dengan predikat {classes} belum dilatih pada bidangnya selama {years} "
        "tahun terakhir; untuk {paired} di antaranya ada pelatihan bidang itu pada {year}. Bila "
        "tempat kurang, undian yang tercatat menentukan."
    ),
    NONE: _(
        "Tidak ada pegawai dengan predikat {classes} yang belum dilatih pada bidangnya selama "
        "{years} tahun terakhir."
    ),
    CANNOT: _("Belum ada hasil penilaian tahun ini, sehingga kesempatan belum dapat dihitung."),
}


def find_chances(review: NeedReview) -> Finding:
    """Say how many people with a high result may be given a course of their field."""
    fields = review.catalogue.usable["bidang"].dropna().unique()
    paired = int(review.high["bidang"].isin(fields).sum())
    values = {
        "people": count_people(len(review.high)),
        "paired": count_people(paired),
        "classes": list(review.evidence.rules["pelatihan.predikat_tinggi"]),
        "years": count_quantity(int(review.evidence.rules["pelatihan.tahun_belum_dilatih"])),
        "year": str(review.limits.year),
    }
    outcome = CANNOT if review.results.empty else SOME if len(review.high) else NONE
    n = len(review.results) or None
    rule = "pelatihan.pemicu_kesempatan"
    return make_finding("kesempatan", outcome, CHANCES, values, n=n, rule=rule)


ASK = {
    SOME: _(
        "Minta {office} menambah pelatihan untuk {names} pada katalog {year}, paling lambat "
        "{tanggal} {bulan} {tahun}."
    ),
    POLICY: _(
        "Minta {office} membuka lagi pelatihan yang disyaratkan kebijakan: {names}, paling lambat "
        "{tanggal} {bulan} {tahun}."
    ),
    NO_CATALOGUE: _(
        "Minta {office} menyusun katalog pelatihan {year}, paling lambat {tanggal} {bulan} {tahun}."
    ),
}


def find_requests(review: NeedReview, deadline: dt.date) -> list[Finding]:
    """Ask for a catalogue, for courses that lack, and for those that policies ask."""
    values = date_values(deadline) | {"office": TRAINING_OFFICE, "year": str(review.limits.year)}
    if not len(review.courses):
        return [make_finding("minta-katalog", NO_CATALOGUE, ASK, values, place="ask")]
    asks, names = find_mandatory_request(review, deadline), list_uncovered(review)
    if names:
        asked = values | {"names": name_few(names)}
        asks.append(make_finding("minta-pelatihan", SOME, ASK, asked, place="ask"))
    rows = review.policies
    rows = rows[(rows["belum"] > 0).fillna(False) & ~rows["tersedia"].astype(bool)]
    if len(rows):
        asked = values | {"names": name_few(rows["nama"].tolist())}
        asks.append(make_finding("minta-kebijakan", POLICY, ASK, asked, place="ask"))
    return asks
