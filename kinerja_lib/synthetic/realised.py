"""Work out the realised value of indicators from other invented tables, so that both agree."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.synthetic.counters import agency_of
from kinerja_lib.synthetic.education import draw_graduation
from kinerja_lib.synthetic.health import IMMUNISATION, draw_coverage, draw_events
from kinerja_lib.synthetic.population import Population
from kinerja_lib.synthetic.satisfaction import UNSUR, draw_survey


def read_realised(people: Population, table: str) -> pd.Series:
    """Return the values of the indicator that comes from a table, by unit_id and periode.

    `skm`: sum of answers / number of answers * 25 by quarter; `layanan_sektor`: immunised since
    January / target group * 100 by month, from 2024 on; `kelulusan`: passed / candidates * 100 by
    year; `kejadian`: infant deaths / births * 1000 of the region by year, at the health agency.
    """
    makers = {
        "skm": _satisfaction,
        "layanan_sektor": _immunisation,
        "kelulusan": _graduation,
        "kejadian": _infants,
    }
    return makers[table](people).rename_axis(["unit_id", "periode"])


def _satisfaction(people: Population) -> pd.Series:
    survey = draw_survey(people)
    answers = survey[list(UNSUR)].astype("float64")
    day = survey["tanggal"].dt
    period = day.year.astype(str) + "-TW" + day.quarter.astype(str)
    sums = pd.DataFrame({"sum": answers.sum(axis=1), "count": answers.count(axis=1)})
    both = sums.groupby([survey["unit_id"], period]).sum()
    return both["sum"] / both["count"] * 25


def _immunisation(people: Population) -> pd.Series:
    table = draw_coverage(people)
    table = table[table["layanan"].eq(IMMUNISATION) & (table["periode"] >= "2024")]
    served = table.groupby(["unit_id", table["periode"].str[:4]])["dilayani"].cumsum()
    share = served / table["sasaran"] * 100
    return share.set_axis(pd.MultiIndex.from_frame(table[["unit_id", "periode"]]))


def _graduation(people: Population) -> pd.Series:
    table = draw_graduation(people)
    index = pd.MultiIndex.from_arrays([table["unit_id"], table["tahun"].astype(str)])
    return (table["lulus"] / table["peserta"] * 100).set_axis(index)


def _infants(people: Population) -> pd.Series:
    totals = draw_events(people).groupby("tahun")[["kematian_bayi", "kelahiran_hidup"]].sum()
    rate = totals["kematian_bayi"] / totals["kelahiran_hidup"] * 1000
    owner = agency_of(people, "kesehatan")
    return rate.set_axis(pd.MultiIndex.from_product([[owner], totals.index.astype(str)]))
