"""Invented processing times of office work, before and after a technology training."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.counters import keep_existing
from kinerja_lib.synthetic.plan import MONTHS
from kinerja_lib.synthetic.population import Population

COLUMNS = ("unit_id", "proses", "periode", "waktu", "dokumen", "galat")
PROCESSES = ("Pengolahan surat masuk", "Rekapitulasi data pegawai")
BASE_MINUTES = (42.0, 95.0)
FAULTS = 0.05
TRAINED_FROM = "2025-07"  # first month with the effect, Mamuju only
TIME_FACTOR, FAULT_FACTOR = 0.75, 0.6
TREND = -0.002  # change of the logarithm of time a month, everywhere


def trained_units(people: Population) -> list[str]:
    """Return the units whose staff had the technology training: every second dinas of Mamuju."""
    return people.units_of("dinas")[::2] if people.plan.slug == "mamuju" else []


def draw_processes(people: Population) -> pd.DataFrame:
    """Return the table `proses_admin`: one row for each office, process and month.

    minutes = base * exp(unit + process of unit + trend * month + 0.06 * z), rounded to 0.1, times
    0.75 in trained units from 2025-07 on; documents are Poisson, faults binomial with share 0.05,
    times 0.6 in trained units. Offices are the dinas and badan.
    """
    rng = people.random("proses_admin")
    units = people.units_of("dinas", "badan")
    shape = (len(units), len(PROCESSES), len(MONTHS))
    unit, process, month = (axis.ravel() for axis in np.indices(shape))
    level = rng.normal(0, 0.15, shape[0])[unit] + rng.normal(0, 0.08, shape[:2])[unit, process]
    trained = np.isin(units, trained_units(people))[unit] & (month >= MONTHS.index(TRAINED_FROM))
    minutes = np.array(BASE_MINUTES)[process] * np.exp(
        level + TREND * month + rng.normal(0, 0.06, len(unit))
    )
    documents = rng.poisson(np.array([90, 60])[process])
    faults = rng.binomial(documents, np.where(trained, FAULTS * FAULT_FACTOR, FAULTS))
    table = pd.DataFrame(
        {
            "unit_id": np.array(units, dtype=object)[unit],
            "proses": np.array(PROCESSES, dtype=object)[process],
            "periode": np.array(MONTHS, dtype=object)[month],
            "waktu": np.round(np.where(trained, minutes * TIME_FACTOR, minutes), 1),
            "dokumen": documents,
            "galat": faults,
        }
    )
    return keep_existing(table, pd.to_datetime(table["periode"]), people)[list(COLUMNS)]


def describe_processes(people: Population) -> dict[str, object]:
    """Say what is planted in `proses_admin`, JSON-ready."""
    return {
        "unit_dilatih": trained_units(people),
        "sejak": TRAINED_FROM,
        "kali_waktu": TIME_FACTOR if trained_units(people) else 1.0,
        "kali_galat": FAULT_FACTOR if trained_units(people) else 1.0,
    }
