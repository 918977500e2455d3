"""Adapters of the public-service rules: satisfaction survey and complaints."""

from __future__ import annotations

from typing import Any

from kinerja_lib.rules import complaints, skm, survey_sample
from tests.vectors.inputs import Answer, Case, first_of

_LEGACY = ("kep25", "kep/25", "2004")


def read_elements(given: Case) -> dict[str, Any]:
    """Read the means per element from answers, counts of answers, totals or published means."""
    if "nrr_per_unsur" in given:
        means = given["nrr_per_unsur"]
        return means if isinstance(means, dict) else _name(means)
    if "responses" in given:
        columns = zip(*map(_answers, given["responses"]), strict=True)
        return _name([skm.average_answers(column) for column in columns])
    counts = first_of(given, "counts_per_unsur", "counts", "jumlah_jawaban_per_unsur")
    if counts is not None:
        named = counts if isinstance(counts, dict) else _name(counts)
        return {name: skm.average_counts(times) for name, times in named.items()}
    totals = first_of(given, "total_nilai_per_unsur", "totals", "total_per_unsur")
    named = totals if isinstance(totals, dict) else _name(totals)
    people = first_of(given, "n_per_unsur", "n_responden", "n")
    if not isinstance(people, list):
        people = [people] * len(named)
    pairs = zip(named.items(), people, strict=True)
    return {name: skm.Nrr(skm.Fraction(total), n) for (name, total), n in pairs}


def _answers(row: Any) -> list[Any]:
    return list(row.values()) if isinstance(row, dict) else row


def _name(values: Any) -> dict[str, Any]:
    return {f"U{number}": value for number, value in enumerate(values, start=1)}


def read_weight(given: Case) -> Any:
    """Read the weight of an element: a fraction or decimal as text, or a number."""
    weight = first_of(given, "weight", "bobot", default="1/9")
    return weight.replace(",", ".").strip() if isinstance(weight, str) else weight


def _mean(element: Any) -> Any:
    return element.exact_mean if isinstance(element, skm.Nrr) else element


def compute_ikm(given: Case) -> Answer:
    elements = read_elements(given)
    ikm = skm.compute_ikm(elements, weight=read_weight(given))
    means = {f"nrr_u{n}": _mean(value) for n, value in enumerate(elements.values(), start=1)}
    return {
        "ikm": ikm.value,
        "ikm_1_4": ikm.index,
        "indeks": ikm.index,
        "mutu": ikm.mutu and ikm.mutu.mutu,
        "kinerja": ikm.mutu and ikm.mutu.kinerja,
        "nrr_per_unsur": {name: _mean(value) for name, value in elements.items()},
        **means,
    }


def average(given: Case) -> Answer:
    if "counts" in given:
        nrr = skm.average_counts(given["counts"])
    elif "responses" in given:
        nrr = skm.average_answers(given["responses"])
    else:
        total, n = first_of(given, "total", "total_nilai"), first_of(given, "n", "n_responden")
        nrr = skm.Nrr(skm.Fraction(total), n)
    mean = nrr.exact_mean
    percent = None if mean is None else mean * 25
    return {"total": nrr.total, "n": nrr.n, "nrr": mean, "persen_dari_4": percent}


def classify_ikm(given: Case) -> Answer:
    chosen = str(first_of(given, "batas", "limits", "aturan", default="2017")).lower()
    limits = "kep25" if any(word in chosen for word in _LEGACY) else "2017"
    if "nrr" in given:
        found = skm.classify_nrr(given["nrr"], limits=limits)
        return {"mutu": found.mutu, "kinerja": found.kinerja}
    value = first_of(given, "ikm_tak_bulat", "ikm")
    found = skm.classify_ikm(value, limits=limits)
    rounded = skm.round_half_up(value, 2)
    return {"ikm": rounded, "mutu": found.mutu, "kinerja": found.kinerja}


def size_sample(given: Case) -> Answer:
    return {"sampel": survey_sample.size_sample(first_of(given, "populasi", "n"))}


def find_limit(given: Case) -> Answer:
    found = complaints.find_deadlines(first_of(given, "kategori", "jenis"))
    return {"batas_hari": found.limit, "respons_pertama_hari": found.first_response}
