"""Invented health figures: coverage of puskesmas, deaths of mothers and infants."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.counters import keep_existing, list_established
from kinerja_lib.synthetic.plan import MONTHS
from kinerja_lib.synthetic.population import Population

SECTOR_COLUMNS = ("unit_id", "layanan", "periode", "sasaran", "dilayani", "penduduk")
EVENT_COLUMNS = ("kecamatan", "tahun", "kelahiran_hidup", "kematian_ibu", "kematian_bayi")
IMMUNISATION, VISITS = "Imunisasi dasar lengkap", "Rawat jalan"
YEARS = (2023, 2024, 2025, 2026)
COVERAGE = {"andir": 0.91, "mamuju": 0.88, "jambi": 0.93, "kotabumi": 0.89, "wanggar": 0.86}
LOW = 0.62  # coverage of the puskesmas with little education activity
DENOMINATOR = 0.72  # stated over true target group where it is suspect
VISIT_RATE, LOW_VISIT_RATE = 0.62, 0.28  # a year, of the people of the area; low: Mamuju
EDUCATED = (0.70, 0.93)  # Andir: coverage before and from 2026 on, after more education
EVENT_YEARS = (2021, 2022, 2023, 2024, 2025)
INFANT_RATE, MOTHER_RATE = 0.013, 0.0014  # of live births
HIGH = 2.2  # rate of the area outside the limits over that of the others
FALLING = (1.5, 0.5, 2024)  # Jambi: factors before and from that year on


def plan_places(people: Population) -> dict[str, str]:
    """Choose the puskesmas in which something is planted; the regions have at least three."""
    centres = list_established(people, "puskesmas")
    places = {"sasaran_meragukan": centres[0], "cakupan_rendah": centres[1]}
    if people.plan.slug == "andir":
        places["cakupan_naik"] = centres[2]
    if people.plan.slug == "mamuju":
        places["akses_rendah"] = centres[2]
    return places


def _coverage(people: Population, centres: list[str], rng: np.random.Generator) -> np.ndarray:
    """Return the share of the true target group immunised, shape (centres, years)."""
    places = plan_places(people)
    level = COVERAGE[people.plan.slug] + rng.uniform(-0.04, 0.04, len(centres))
    level[centres.index(places["cakupan_rendah"])] = LOW
    cover = np.tile(level[:, None], (1, len(YEARS)))
    if "cakupan_naik" in places:
        row = centres.index(places["cakupan_naik"])
        cover[row, :-1], cover[row, -1] = EDUCATED
    return cover.clip(max=0.97)


def _immunise(people: Population, rng: np.random.Generator) -> pd.DataFrame:
    """Draw immunised children: each year binomial(target group, coverage), spread over months.

    Where the denominator is suspect, the stated target group is 0.72 of the true one, so that the
    cumulative coverage of a full year passes 100 %.
    """
    centres = people.units_of("puskesmas")
    true = np.rint(np.exp(rng.normal(6.2, 0.25, len(centres)))).astype(int)
    cover = _coverage(people, centres, rng)
    total = rng.binomial(true[:, None], cover)
    month = rng.multinomial(total, np.full(12, 1 / 12)).reshape(len(centres), -1)
    stated = true.copy()
    stated[centres.index(plan_places(people)["sasaran_meragukan"])] *= DENOMINATOR
    return _months(centres, IMMUNISATION, stated, month, np.rint(true / 0.018).astype(int))


def _visit(people: Population, population: np.ndarray, rng: np.random.Generator) -> pd.DataFrame:
    """Draw out-patient visits: Poisson, 0.62 a year for each person; Mamuju's low area 0.28."""
    centres = people.units_of("puskesmas")
    rate = np.full(len(centres), VISIT_RATE) * np.exp(rng.normal(0, 0.05, len(centres)))
    low = plan_places(people).get("akses_rendah")
    if low:
        rate[centres.index(low)] = LOW_VISIT_RATE
    month = rng.poisson((population * rate / 12)[:, None], (len(centres), 12 * len(YEARS)))
    return _months(centres, VISITS, population, month, population)


def _months(
    centres: list[str], service: str, target: np.ndarray, served: np.ndarray, people: np.ndarray
) -> pd.DataFrame:
    """Lay out one service: rows of the months of the plan, for each centre in turn."""
    names = [f"{year}-{month:02d}" for year in YEARS for month in range(1, 13)]
    keep = [names.index(month) for month in MONTHS]
    return pd.DataFrame(
        {
            "unit_id": np.repeat(np.array(centres, dtype=object), len(keep)),
            "layanan": service,
            "periode": np.tile(np.array(MONTHS, dtype=object), len(centres)),
            "sasaran": np.repeat(target, len(keep)),
            "dilayani": served[:, keep].ravel(),
            "penduduk": np.repeat(people, len(keep)),
        }
    )


def draw_coverage(people: Population) -> pd.DataFrame:
    """Return the table `layanan_sektor`: two services of each puskesmas, by month."""
    rng = people.random("layanan_sektor")
    immunised = _immunise(people, rng)
    population = immunised["penduduk"].to_numpy()[:: len(MONTHS)]
    table = pd.concat([immunised, _visit(people, population, rng)], ignore_index=True)
    day = pd.to_datetime(table["periode"])
    return keep_existing(table, day, people, whole_year=True)[list(SECTOR_COLUMNS)]


def _districts(people: Population) -> list[str]:
    return people.unit.loc[people.unit["jenis"].eq("kecamatan"), "kecamatan"].tolist()


def event_places(people: Population) -> dict[str, str]:
    """Choose the area with a truly high infant mortality, and Jambi's area in which it fell."""
    districts = _districts(people)
    falling = {"turun": districts[0]} if people.plan.slug == "jambi" else {}
    return {"di_luar_batas": districts[1]} | falling


def draw_events(people: Population) -> pd.DataFrame:
    """Return the table `kejadian`: births and deaths of each kecamatan, 2021 to 2025.

    Deaths of five years together are E + z * sqrt(E), z normal and cut to -0.8..0.8, with
    E = rate * births, divided over the years in proportion to births * factor. The cut keeps all
    areas but one within the limits of a funnel plot of five years; that one has 2.2 times the
    rate, few births and z = 0.
    """
    rng = people.random("kejadian")
    districts, places = _districts(people), event_places(people)
    births = np.rint(np.exp(rng.normal(6.8, 0.15, len(districts)))).astype(int)
    rate = np.full((len(districts), len(EVENT_YEARS)), 1.0)
    high = districts.index(places["di_luar_batas"])
    births[high], rate[high] = 400, HIGH
    if "turun" in places:
        row, (before, after, year) = districts.index(places["turun"]), FALLING
        births[row] = 1500
        rate[row] = np.where(np.array(EVENT_YEARS) < year, before, after)
    births = rng.poisson(births[:, None], rate.shape)
    infants = _deaths(births * rate * INFANT_RATE, rng, exact=high)
    mothers = _deaths(births * MOTHER_RATE, rng, exact=high)
    return pd.DataFrame(
        {
            "kecamatan": np.repeat(np.array(districts, dtype=object), len(EVENT_YEARS)),
            "tahun": np.tile(np.array(EVENT_YEARS), len(districts)),
            "kelahiran_hidup": births.ravel(),
            "kematian_ibu": mothers.ravel(),
            "kematian_bayi": infants.ravel(),
        }
    )[list(EVENT_COLUMNS)]


def _deaths(expected: np.ndarray, rng: np.random.Generator, exact: int) -> np.ndarray:
    total = expected.sum(axis=1)
    z = np.clip(rng.normal(size=len(total)), -0.8, 0.8)
    z[exact] = 0.0
    drawn = np.maximum(np.rint(total + z * np.sqrt(total)), 0).astype(int)
    return rng.multinomial(drawn, expected / total[:, None])
