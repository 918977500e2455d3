"""Build the health and education tables of an invented region."""

from __future__ import annotations

from kinerja_lib.synthetic import education, health
from kinerja_lib.synthetic.plan import Built
from kinerja_lib.synthetic.population import Population


def build_sectors(people: Population) -> Built:
    """Invent `layanan_sektor`, `kelulusan`, `partisipasi` and `kejadian` of a region.

    Formulas stand in the functions of `health` and `education` that draw them.
    """
    tables = {
        "layanan_sektor": health.draw_coverage(people),
        "kelulusan": education.draw_graduation(people),
        "partisipasi": education.draw_participation(people),
        "kejadian": health.draw_events(people),
    }
    return Built(tables, _describe(people) | {"findings": _findings(people)})


def _describe(people: Population) -> dict[str, object]:
    slug = people.plan.slug
    return {
        "layanan_sektor": {
            **health.plan_places(people),
            "cakupan": health.COVERAGE[slug],
            "cakupan_rendah_besar": health.LOW,
            "sasaran_tertulis_per_sebenarnya": health.DENOMINATOR,
        },
        "kejadian": {
            **health.event_places(people),
            "kali": health.HIGH,
            "angka_bayi": health.INFANT_RATE,
            "angka_ibu": health.MOTHER_RATE,
            "tahun": list(health.EVENT_YEARS),
        },
        "kelulusan": {
            **education.plan_places(people),
            "bagian_lulus": education.PASS,
            "bagian_rendah": education.LOW_PASS,
        },
        "partisipasi": {
            "program_rendah": education.PROGRAMMES[education.LOW_PROGRAMME[slug]],
            "bagian": education.ATTEND,
            "bagian_rendah": education.LOW_ATTEND,
        },
    }


def _findings(people: Population) -> list[dict[str, object]]:
    return [
        {"id": name, "what": what, "table": table, "ids": [place], "size": size}
        for name, table, place, what, size in (*_health_findings(people), *_school_findings(people))
        if place
    ]


def _health_findings(people: Population) -> tuple[tuple[object, ...], ...]:
    """Return id, table, place (none where the region has no such finding), words and size."""
    centres, areas = health.plan_places(people), health.event_places(people)
    before, after = health.EDUCATED
    worse, better, year = health.FALLING
    return (
        (
            *("imunisasi_naik_sesudah_penyuluhan", "layanan_sektor", centres.get("cakupan_naik")),
            "coverage rose in 2026 in a puskesmas with more education activity since 2025-07",
            {"sebelum": before, "sesudah": after, "sejak": "2026-01"},
        ),
        (
            *("akses_rawat_jalan_rendah", "layanan_sektor", centres.get("akses_rendah")),
            "visits for each person of the area are less than half of those elsewhere",
            {"biasa": health.VISIT_RATE, "rendah": health.LOW_VISIT_RATE},
        ),
        (
            *("kematian_bayi_turun", "kejadian", areas.get("turun")),
            "infant mortality of one kecamatan truly fell",
            {"kali_sebelum": worse, "kali_sesudah": better, "sejak": year},
        ),
    )


def _school_findings(people: Population) -> tuple[tuple[object, ...], ...]:
    level, year = education.FALLEN
    return (
        (
            *("kelulusan_turun", "kelulusan", education.plan_places(people).get("turun")),
            "graduation of one school fell from near the ceiling",
            {"sebelum": education.PASS, "sesudah": level, "sejak": year},
        ),
    )
