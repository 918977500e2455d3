"""The list of units that pages of units are made from."""

from kinerja_lib.basis.units import tabulate_units
from tests.competency_evidence import make_evidence, person, units


def test_units_are_listed_by_name_with_their_active_people():
    two = [{"unit_id": code, "nama": "Sekretariat", "jenis": "dinas"} for code in ("U2", "U1")]
    people = [person(f"1{n}", "U1") for n in range(3)]
    people += [person("21", "U2") | {"status_kerja": "pensiun"}, person("22", "U2")]
    evidence = make_evidence(unit=[*two, *units("U3")], pegawai=people)
    table = tabulate_units(evidence)
    assert table.editions == ("internal",) and table.place == "file"
    rows = table.frame.set_index("unit")["pegawai"].to_dict()
    assert rows == {"Sekretariat (U1)": 3, "Sekretariat (U2)": 1, "Unit U3": 0}
    assert list(rows) == sorted(rows)


def test_a_source_without_units_gives_an_empty_list():
    assert tabulate_units(make_evidence()).frame.empty
