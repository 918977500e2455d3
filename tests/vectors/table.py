"""Which function checks the cases of which rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

Adapter = Callable[[Mapping[str, Any]], Mapping[str, Any]]

# Rule -> module of this folder and function; loaded when a case asks for it.
ADAPTERS: Mapping[str, tuple[str, str]] = {
    "predikat.matriks": ("performance", "decide_predikat"),
    "predikat.kepala_unit": ("performance", "rate_head"),
    "predikat.distribusi": ("performance", "compare_distribution"),
    "pp30.nilai_akhir": ("performance", "weigh_pp30"),
    "pp30.predikat": ("performance", "classify_pp30"),
    "pan8.capaian_iki": ("performance", "compute_iki"),
    "pan8.nilai_iki": ("performance", "score_iki"),
    "pan8.nilai_periodik": ("performance", "score_periodic"),
    "pan8.nilai_akhir_skp": ("performance", "score_final"),
    "pan8.kinerja_tambahan": ("performance", "score_additional"),
    "pp46.aspek_waktu_biaya": ("performance", "score_saving"),
    "pp46.aspek_kuantitas_kualitas": ("performance", "score_quantity"),
    "pp46.nilai_kegiatan": ("performance", "score_task"),
    "pp46.nilai_akhir": ("performance", "weigh_pp46"),
    "pp46.predikat": ("performance", "classify_pp46"),
    "pp46.kategori": ("performance", "classify_pp46"),
    "angka_kredit.tahunan": ("performance", "convert_period"),
    "angka_kredit.periodik": ("performance", "convert_period"),
    "angka_kredit.perpindahan": ("performance", "convert_transfer"),
    "angka_kredit.akumulasi": ("performance", "accumulate"),
    "angka_kredit.koefisien": ("performance", "find_coefficient"),
    "iku.capaian": ("performance", "achieve"),
    "iku.kategori_permendagri86": ("performance", "classify_permendagri"),
    "iku.kategori_maluku_tengah": ("performance", "classify_maluku"),
    "iku.rekap_kategori": ("performance", "recap"),
    "akip.predikat": ("performance", "classify_akip"),
    "sakip.predikat": ("performance", "classify_akip"),
    "skm.ikm": ("service", "compute_ikm"),
    "skm.nrr": ("service", "average"),
    "skm.kategori": ("service", "classify_ikm"),
    "skm.sampel_krejcie_morgan": ("service", "size_sample"),
    "lapor.sla": ("service", "find_limit"),
    "ip_asn.kualifikasi": ("people", "score_qualification"),
    "ip_asn.kompetensi": ("people", "score_competence"),
    "ip_asn.kinerja": ("people", "score_performance"),
    "ip_asn.disiplin": ("people", "score_discipline"),
    "ip_asn.total": ("people", "add_index"),
    "ip_asn.kategori": ("people", "classify_index"),
    "jpm.hitung": ("people", "match_post"),
    "jpm.kategori_pemetaan": ("people", "classify_mapping"),
    "jpm.kategori_pengisian_jabatan": ("people", "classify_filling"),
    "jpm.bobot_gabungan": ("people", "weigh_match"),
    "talenta.kotak9": ("people", "find_box"),
    "talenta.sumbu_kinerja": ("people", "rate_performance"),
    "talenta.sumbu_potensial": ("people", "rate_potential"),
    "tukin.potongan": ("people", "deduct"),
    "tpp.bayar": ("people", "pay_allowance"),
    "nip.urai": ("posts", "read_nip"),
    "nip.validasi": ("posts", "check_nip"),
    "pensiun.bup": ("posts", "find_age"),
}
# Statistic -> module and function, which takes the whole case: its data are named apart from its
# input. A statistic that is in neither table counts as failed.
STATISTICS: Mapping[str, tuple[str, str]] = {
    "mean silhouette": ("clusters", "find_silhouette"),
    "minimum within-cluster sum of squares": ("clusters", "find_within"),
    "within-cluster sums of squares, sorted": ("clusters", "list_within"),
    "number of clusters by the gap statistic": ("clusters", "count_clusters"),
    "Jaccard of two logical vectors": ("clusters", "compare_logical"),
    "adjusted Rand index": ("clusters", "compare_labels"),
    "optimum of the generalised assignment problem (max)": ("allocation", "maximise_case"),
    "optimum of the generalised assignment problem (min)": (
        "allocation",
        "minimise_generalised_case",
    ),
}
# These are named in sentences: the first pattern found in the name decides.
PATTERNS: tuple[tuple[str, str, str], ...] = (
    (r"careless|longstring|\birv\b|mahalanobis|even-odd", "survey_figures", "find_careless"),
    (r"disattenuat|attenuation", "survey_figures", "find_correlation"),
    (r"difference[- ]in[- ]difference|\bdid\b", "survey_figures", "find_difference"),
    (r"^optimum, \d+ workers \d+ tasks", "allocation", "minimise_case"),
    (r"relative weight|importance|dominance|lmg", "survey_groups", "find_importance"),
    (r"\brak(e|ing)|proportional fitting|kish|design effect", "survey_groups", "find_weights"),
    (r"cohen'?s? kappa|kappa of", "survey_groups", "find_kappa"),
    (r"reliable change|rci\b|paired|d_z|d_av", "survey_groups", "find_change"),
    (r"multi-?group|invariance|\bcfa\b|confirmatory", "survey_scales", "fit_model"),
    (r"polychoric|tetrachoric", "survey_scales", "find_ordinal"),
    (r"\bmap\b|velicer|parallel analysis", "survey_scales", "find_number"),
    (r"\befa\b|exploratory|factanal", "survey_scales", "find_solution"),
    (r"bartlett|kmo", "survey_scales", "find_adequacy"),
    (r"omega hierarchical|omega total|omega_[ht]", "survey_scales", "find_omega"),
    (r"alpha|feldt", "survey_scales", "find_alpha"),
    (r"rwg", "survey_groups", "find_unit_agreement"),
    (
        r"unit-level|in units|icc\(2\)|mixed model|random intercept|\blme\b",
        "survey_groups",
        "find_unit_share",
    ),
    (r"\bicc\b|icc\(", "survey_groups", "find_rater_agreement"),
    (r"kendall|friedman", "survey_groups", "find_concordance"),
    (r"kruskal|dunn|rank epsilon", "survey_groups", "find_ranks"),
    (r"welch|games|anova", "survey_groups", "find_welch"),
    (r"wilson", "survey_figures", "find_share"),
    (r"holm|benjamini|p\.adjust", "survey_figures", "find_adjusted"),
    (r"fisher|pearson|correlation", "survey_figures", "find_correlation"),
    (r"hedges|cohen'?s? d\b|standardi[sz]ed mean", "survey_figures", "find_standardized"),
)


def find_statistic(name: object) -> tuple[str, str] | None:
    """Find the module and function of a statistic by its name; None where nobody checks it."""
    if name in STATISTICS:
        return STATISTICS[str(name)]
    plain = str(name).lower()
    return next(((m, f) for p, m, f in PATTERNS if re.search(p, plain)), None)


def load_statistic(name: str) -> Callable[[Mapping[str, Any]], Any]:
    """Load the function that checks the cases of a statistic that `find_statistic` knows."""
    module, function = find_statistic(name)
    return getattr(import_module(f"tests.vectors.{module}"), function)


def load_adapter(rule: str) -> Adapter:
    """Load the function that checks the cases of a rule of `ADAPTERS`."""
    module, function = ADAPTERS[rule]
    return getattr(import_module(f"tests.vectors.{module}"), function)
