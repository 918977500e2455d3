"""Which function checks the cases of which rule."""

from __future__ import annotations

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
}


def find_adapter(rule: str | None) -> Adapter | None:
    """Find the function that checks the cases of a rule; None for an unknown rule."""
    if rule not in ADAPTERS:
        return None
    module, function = ADAPTERS[rule]
    return getattr(import_module(f"tests.vectors.{module}"), function)
