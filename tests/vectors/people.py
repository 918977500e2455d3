"""Adapters of the rules on persons and posts: IP ASN, person-job match, talent box, pay."""

from __future__ import annotations

from typing import Any

from kinerja_lib.rules import ip_asn, ip_asn_training, pay, person_job_match, talent_box
from kinerja_lib.rules.person_job_match import Purpose
from tests.vectors.inputs import Answer, Case, first_of
from tests.vectors.performance import read_gap

_COURSES = {
    "leadership": ("diklat_pim", "diklat_kepemimpinan"),
    "functional": ("diklat_fungsional",),
    "technical": ("diklat_teknis_20jp", "diklat_teknis", "diklat_20jp"),
    "seminar": ("seminar",),
}


def score_qualification(given: Case) -> Answer:
    return {"skor": ip_asn.score_qualification(first_of(given, "pendidikan", "kualifikasi"))}


def _competence(given: Case) -> Any:
    """Score the courses; in a case, a course that is not named was not taken."""
    taken = {name: bool(first_of(given, *keys)) for name, keys in _COURSES.items()}
    group = given["kelompok"]
    if group.lower() not in ip_asn.GROUPS:
        group = ip_asn_training.find_group(group)
    return ip_asn.score_competence(group, ip_asn.Training(**taken))


def score_competence(given: Case) -> Answer:
    return {"skor": _competence(given)}


def score_performance(given: Case) -> Answer:
    return {"skor": ip_asn.score_performance(first_of(given, "nilai_kinerja", "nilai", "predikat"))}


def score_discipline(given: Case) -> Answer:
    return {"skor": ip_asn.score_discipline(given["hukuman"])}


def add_index(given: Case) -> Answer:
    parts = (
        ip_asn.score_qualification(given["pendidikan"]),
        _competence(given),
        ip_asn.score_performance(first_of(given, "nilai_kinerja", "predikat_kinerja", "predikat")),
        ip_asn.score_discipline(given["hukuman"]),
    )
    result = ip_asn.add_dimensions(parts, _parameters(given))
    names = ("kualifikasi", "kompetensi", "kinerja", "disiplin")
    answer = dict(zip(names, parts, strict=True))
    return answer | {"total": result.total, "ip": result.total, "kategori": result.category}


def _parameters(given: Case) -> ip_asn.IpAsnParameters:
    if "aturan_celah" not in given:
        return ip_asn.IpAsnParameters()
    return ip_asn.IpAsnParameters(gap=read_gap(given["aturan_celah"]))


def classify_index(given: Case) -> Answer:
    value = first_of(given, "ip", "total", "nilai")
    return {"kategori": ip_asn.classify_index(value, _parameters(given))}


def _by_number(levels: Any) -> dict[str, Any]:
    if isinstance(levels, dict):
        return levels
    return {f"kompetensi {number}": level for number, level in enumerate(levels, start=1)}


def match_post(given: Case) -> Answer:
    found = person_job_match.match_person(
        _by_number(given["standar"]), _by_number(given["capaian"])
    )
    exact = found.exact_percent
    return {
        "jumlah_capaian": found.reached,
        "jumlah_standar": found.required,
        "jpm_persen": exact,
        "pemetaan": person_job_match.classify_match(exact, Purpose.MAPPING),
        "pengisian": person_job_match.classify_match(exact, Purpose.FILLING),
        "gap": [gap.gap for gap in found.gaps],
        "kesenjangan": [gap.gap for gap in found.gaps],
        "jumlah_kesenjangan": len(found.shortfalls),
    }


def classify_mapping(given: Case) -> Answer:
    return {"kategori": person_job_match.classify_match(_percent(given), Purpose.MAPPING)}


def classify_filling(given: Case) -> Answer:
    return {"kategori": person_job_match.classify_match(_percent(given), Purpose.FILLING)}


def _percent(given: Case) -> Any:
    return first_of(given, "jpm_persen", "jpm")


def weigh_match(given: Case) -> Answer:
    weights = given.get("bobot") or person_job_match.MIX[given["jenjang"].lower()]
    mixed = person_job_match.weigh_results(
        given["teknis"], given["manajerial_sosial_kultural"], tuple(weights)
    )
    name = person_job_match.classify_match(mixed, Purpose.FILLING)
    return {"jpm": mixed, "kategori": name}


def find_box(given: Case) -> Answer:
    box = talent_box.find_box(given["kinerja"], first_of(given, "potensial", "potensi"))
    return {"kotak": box, "kelompok_rencana_suksesi": box in talent_box.TALENT_POOL}


def _talent(given: Case) -> talent_box.TalentParameters:
    chosen: dict[str, Any] = {}
    if "skor_predikat" in given:
        chosen["predikat"] = given["skor_predikat"]
    if "ambang" in given:
        limits = talent_box.Thresholds(*sorted(given["ambang"]))
        chosen |= {"performance": limits, "potential": limits}
    return talent_box.TalentParameters(**chosen)


def rate_performance(given: Case) -> Answer:
    parameters = _talent(given)
    score = given.get("skor")
    if score is None:
        score = talent_box.score_predikat(given["predikat"], parameters)
    return {"skor": score, "kategori": talent_box.rate_performance(score, parameters)}


def rate_potential(given: Case) -> Answer:
    score = first_of(given, "skor", "nilai")
    return {"skor": score, "kategori": talent_box.rate_potential(score, _talent(given))}


def deduct(given: Case) -> Answer:
    counts = {code: count for code, count in given.items() if code != "tabel"}
    table = pay.EXAMPLE_TABLE
    if "tabel" in given:
        table = pay.DeductionTable("tabel pada kasus", given["tabel"])
    return {"potongan_persen": pay.add_deductions(counts, table)}


def pay_allowance(given: Case) -> Answer:
    result = pay.pay_allowance(
        given["pagu"],
        given["skor_produktivitas"],
        given["potongan_disiplin_persen"],
        weights=tuple(given.get("bobot", (60, 40))),
    )
    return {
        "produktivitas": result.productivity,
        "disiplin": result.discipline,
        "dibayar": result.paid,
    }
