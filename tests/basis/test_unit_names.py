"""Names of units, where two units share one."""

import pandas as pd

from kinerja_lib.competency.gaps.figures import chart_units
from kinerja_lib.competency.gaps.review import review_gaps
from kinerja_lib.publish.figure import draw
from tests.competency_evidence import make_evidence, nine, person, post, rate, units

TWO = [{"unit_id": code, "nama": "Sekretariat"} for code in ("U1", "U2")]


def test_units_of_one_name_stay_two_units():
    evidence = make_evidence(unit=[*TWO, *units("U3")])
    names = evidence.name_units(pd.Series(["U2", "U3", "U1", "U9"]))
    assert names.tolist() == ["Sekretariat (U2)", "Unit U3", "Sekretariat (U1)", "U9"]


def test_the_map_of_units_draws_both():
    people = [person(f"{unit}{n}", unit) for unit in ("U1", "U2") for n in range(12)]
    ratings = [row for one in people for row in rate(one["nip"], 1 + (one["unit_id"] == "U2"))]
    evidence = make_evidence(
        unit=TWO, pegawai=people, jabatan=[post()], standar_kompetensi=nine(3), kompetensi=ratings
    )
    figures = [item for item in chart_units(review_gaps(evidence)) if hasattr(item, "plot")]
    assert set(figures[0].table.frame["nama"]) == {"Sekretariat (U1)", "Sekretariat (U2)"}
    draw(figures[0].to_json(), wide=True)
