"""Adapters of the performance rules: the input of a case to a call, its result to named answers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from kinerja_lib.rules import (
    achievement,
    achievement_classes,
    angka_kredit,
    distribution,
    pan8,
    pp30,
    pp46,
    predikat,
    scales,
)
from kinerja_lib.rules.distribution_clauses import ClauseKind
from kinerja_lib.rules.targets import Polarity, Target
from tests.vectors.inputs import Answer, Case, first_of, listed


def decide_predikat(given: Case) -> Answer:
    ratings = first_of(given, "hasil_kerja", "hasil"), first_of(given, "perilaku_kerja", "perilaku")
    return {"predikat": predikat.decide_predikat(*ratings)}


def rate_head(given: Case) -> Answer:
    capaian = first_of(given, "predikat_organisasi", "capaian", "capaian_unit")
    rating = predikat.rate_head_of_unit(capaian)
    both = predikat.decide_predikat(rating, first_of(given, "perilaku_kerja", "perilaku"))
    return {"hasil_kerja": rating, "predikat": both}


def word_breach(result: distribution.ClauseResult) -> str:
    """Write a clause that is not met as the cases do."""
    names, share = " dan/atau ".join(result.clause.classes), result.clause.share
    return {
        ClauseKind.MAX: f"{names} > {share}%",
        ClauseKind.MIN: f"{names} < {share}%",
        ClauseKind.MOST: f"{names} bukan sebagian besar",
        ClauseKind.EXIST: f"harus ada {names}",
        ClauseKind.NONE: f"tidak boleh ada {names}",
    }[result.clause.kind]


def compare_distribution(given: Case) -> Answer:
    chosen = {}
    if (size := first_of(given, "ukuran_minimum", "unit_minimum", "minimal_pegawai")) is not None:
        chosen["minimum_unit"] = int(size)
    parameters = distribution.DistributionParameters(**chosen)
    check = distribution.compare_distribution(
        first_of(given, "predikat_organisasi", "capaian"), given["jumlah"], parameters
    )
    verdicts = {distribution.GuideVerdict.WITHIN: True, distribution.GuideVerdict.OUTSIDE: False}
    return {
        "sesuai_pedoman": verdicts.get(check.verdict),
        "pelanggaran": [word_breach(result) for result in check.outside],
        "catatan": [word_breach(result) for result in check.remarks],
        "persen": check.percent,
        "jumlah": check.heads,
        "total": check.n,
        "n": check.n,
        "kesimpulan": str(check.verdict),
    }


def asks_peers(scheme: Any) -> bool:
    """Read the scheme "60/40" (peers asked) or "70/30" (not asked)."""
    parts = str(scheme).replace(" ", "").replace("%", "").split("/")
    known = {"60": True, "70": False}
    if parts[0] not in known:
        raise ValueError(f"unknown scheme {scheme!r}")
    return known[parts[0]]


def weigh_pp30(given: Case) -> Answer:
    scheme = first_of(given, "skema", "bobot")
    if isinstance(scheme, list):
        scheme = "/".join(map(str, scheme))
    asked = first_of(given, "rekan_dan_bawahan", "penilaian_rekan", "menilai_rekan")
    value = pp30.compute_final_value(
        first_of(given, "nilai_skp", "skp"),
        first_of(given, "nilai_perilaku", "perilaku"),
        peers_asked=asks_peers(scheme) if scheme is not None else bool(asked),
    )
    name = pp30.classify_value(value, new_idea=given.get("ide_baru"))
    return {"nilai": value, "nilai_akhir": value, "predikat": name}


def classify_pp30(given: Case) -> Answer:
    return {"predikat": pp30.classify_value(given["nilai"], new_idea=given.get("ide_baru"))}


def _capaian(given: Case) -> Decimal | None:
    target = given["target"]
    pair = tuple(target) if isinstance(target, list) else target
    return pan8.compute_capaian(given.get("kondisi", "normal"), pair, given["realisasi"])


def compute_iki(given: Case) -> Answer:
    capaian = _capaian(given)
    return {"capaian_persen": capaian, "capaian": capaian}


def score_iki(given: Case) -> Answer:
    capaian = first_of(given, "capaian_persen", "capaian")
    score = pan8.score_capaian(
        _capaian(given) if capaian is None else capaian,
        target_is_highest=bool(given.get("target_maksimal", False)),
    )
    if score is None:
        return {"capaian_persen": None, "kategori": None, "nilai": None}
    return {"capaian_persen": score.capaian, "kategori": score.name, "nilai": score.value}


def score_periodic(given: Case) -> Answer:
    value = pan8.compute_periodic(
        _mean(first_of(given, "rata_rencana_aksi", "rencana_aksi")),
        _mean(first_of(given, "rata_kinerja_utama", "kinerja_utama")),
    )
    return {"nilai": value}


def _mean(value: Any) -> Any:
    return sum(value, Decimal(0)) / len(value) if isinstance(value, list) and value else value


def score_final(given: Case) -> Answer:
    main, extra = given["tertimbang_utama"], given.get("tertimbang_tambahan")
    value = pan8.compute_final(listed(main), listed(extra))
    return {"nilai_akhir": value, "nilai": value, "nilai_skp": value}


def score_additional(given: Case) -> Answer:
    name = first_of(given, "kategori", "predikat")
    value = pan8.score_additional(name, first_of(given, "bobot", "bobot_lingkup"), given["nilai"])
    return {"nilai": value, "skor": value}


def score_saving(given: Case) -> Answer:
    done = first_of(given, "dilaksanakan", default=True)
    score = pp46.score_saving(given["target"], given["realisasi"], carried_out=bool(done))
    if score is None:
        return {"efisiensi_persen": None, "nilai": None}
    return {"efisiensi_persen": score.saving, "nilai": score.value}


def score_quantity(given: Case) -> Answer:
    return {"nilai": pp46.score_quantity(given["target"], given["realisasi"])}


def score_task(given: Case) -> Answer:
    return {"nilai": pp46.score_task(first_of(given, "aspek", "nilai_aspek"))}


def weigh_pp46(given: Case) -> Answer:
    value = pp46.compute_final_value(
        first_of(given, "nilai_skp", "skp"), first_of(given, "nilai_perilaku", "perilaku")
    )
    name = pp46.classify_value(value)
    return {"nilai": value, "nilai_akhir": value, "predikat": name, "kategori": name}


def classify_pp46(given: Case) -> Answer:
    name = classify(first_of(given, "nilai"), pp46.CLASSES, given)
    return {"predikat": name, "kategori": name, "sebutan": name}


def _coefficient(given: Case) -> Any:
    stated = given.get("koefisien")
    return angka_kredit.find_level(given["jenjang"]).coefficient if stated is None else stated


def _percent(given: Case) -> Any:
    if "persen" in given:
        return given["persen"]
    return angka_kredit.CreditParameters().percent[predikat.read_predikat(given["predikat"])]


def convert_period(given: Case) -> Answer:
    months = int(given.get("bulan", 12))
    points = angka_kredit.convert_percent(_percent(given), _coefficient(given), months=months)
    return {"angka_kredit": points, "persen": _percent(given), "koefisien": _coefficient(given)}


def convert_transfer(given: Case) -> Answer:
    years = given["tahun"] if "tahun" in given else Decimal(given["bulan"]) / 12
    points = angka_kredit.convert_transfer(_percent(given), _coefficient(given), years=years)
    return {"angka_kredit": points}


def accumulate(given: Case) -> Answer:
    total = angka_kredit.accumulate_points(given["baris"])
    return {"kumulatif": total, "angka_kredit": total}


def find_coefficient(given: Case) -> Answer:
    level = angka_kredit.find_level(given["jenjang"])
    return {
        "koefisien": level.coefficient,
        "ak_pangkat": level.grade_points,
        "ak_jenjang": level.level_points,
    }


_DIRECTIONS = {
    Polarity.UP: ("naik", "maks", "tinggi", "normal", "positif"),
    Polarity.DOWN: ("turun", "min", "rendah", "khusus", "negatif"),
    Polarity.WITHIN: ("rentang",),
}


def read_direction(text: str) -> Polarity:
    """Read which side of a target is good."""
    for polarity, words in _DIRECTIONS.items():
        if any(word in text.lower() for word in words):
            return polarity
    raise ValueError(f"unknown direction {text!r}")


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def achieve(given: Case) -> Answer:
    plan = first_of(given, "rencana", "target")
    low, high = plan if isinstance(plan, list) else (plan, None)
    target = Target(_number(low), _number(high), read_direction(given["arah"]))
    cap = first_of(given, "batas", "batas_atas", "capaian_maks", "maksimum", "cap")
    result = achievement.compute_achievement(_number(given["realisasi"]), target, cap=cap)
    return {
        "capaian": result.capped,
        "capaian_mentah": result.raw,
        "mentah": result.raw,
        "selisih": result.difference,
        "bentuk": str(result.form),
        "dapat_dihitung": result.raw is not None,
    }


def read_gap(text: str | None) -> scales.GapRule:
    """Read the rule for a value between two classes, in English or Indonesian."""
    plain = (text or "lower").lower()
    found = {
        scales.GapRule.ROUND_HALF_UP: ("round", "bulat"),
        scales.GapRule.LOWER: ("lower", "bawah", "rendah"),
        scales.GapRule.UPPER: ("upper", "higher", "atas", "tinggi"),
    }
    for rule, words in found.items():
        if any(word in plain for word in words):
            return rule
    raise ValueError(f"unknown rule for gaps: {text!r}")


def classify(value: Any, scale: scales.Scale, given: Case) -> str | None:
    return scales.classify(value, scale, gap=read_gap(given.get("aturan_celah")))


def classify_permendagri(given: Case) -> Answer:
    return {"kategori": classify(given["capaian"], achievement_classes.PERMENDAGRI_86, given)}


def classify_maluku(given: Case) -> Answer:
    return {"kategori": classify(given["capaian"], achievement_classes.MALUKU_TENGAH, given)}


def classify_akip(given: Case) -> Answer:
    name = classify(first_of(given, "nilai", "capaian"), achievement_classes.AKIP, given)
    return {"predikat": name, "kategori": name}


def recap(given: Case) -> Answer:
    result = achievement_classes.recap_classes(given["jumlah_per_kategori"])
    return {"persen": result.percent, "total": result.total, "jumlah": result.counts}
