"""Pages of units are published, corrected, withdrawn and checked with the report they belong to."""

import pandas as pd
import pytest

from kinerja_lib.errors import ParameterError
from kinerja_lib.publish.unit_list import list_units
from kinerja_lib.reporting.published_csv import read_file
from kinerja_lib.reporting.record import read_record
from kinerja_lib.reporting.release import approve_report, withdraw_report
from kinerja_lib.reporting.unit_files import list_pages
from kinerja_lib.reporting.units import pages as unit_pages
from tests.reporting.conftest import make_code, make_markdown, make_table
from tests.reporting.release_office import Office
from tests.reporting.test_release import AUTOMATIC, WHO, WITH_NOTE

UNITS = [("Dinas A", "dinas", 12), ("Dinas B", "dinas", 7)]


class UnitOffice(Office):
    """An office whose report lists its units and asks for a page of each."""

    def notebook(self):
        table = make_table(rows=(("Dinas A", 12, self.number), ("Dinas B", 7, 4.25)))
        units = list_units(pd.DataFrame(UNITS, columns=["unit", "jenis", "pegawai"]))
        cells = [make_markdown("# Tinjauan\n\nBerapa?"), make_code(table, units)]
        return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}

    def run(self, **changes):
        return super().run(unit_pages="unit" not in changes, **changes)

    def unit_page(self, edition, name="dinas-a"):
        return (self.folder(edition) / "unit" / f"{name}.html").read_text(encoding="utf-8")


@pytest.fixture
def office(tmp_path, monkeypatch):
    return UnitOffice(tmp_path, monkeypatch)


def test_an_approval_publishes_the_pages_of_units_and_writes_it_on_them(office):
    office.run()
    assert ">Draf<" in office.unit_page("internal") and not office.folder("public").exists()
    approve_report(office.folder("internal"), WHO)
    for edition in ("internal", "public"):
        assert "Terbit, " in office.unit_page(edition)
        outcome, said = office.check(office.folder(edition))
        assert outcome == "same", said
    assert not (office.folder("public") / "unit" / "dinas-b.html").exists()


def test_a_corrected_number_is_corrected_on_the_page_of_the_unit_too(office):
    office.run(approval=AUTOMATIC)
    assert ">3,5<" in office.unit_page("public")
    office.number = 3.75
    office.run(approval=AUTOMATIC, revision_note=WITH_NOTE.note)
    page = office.unit_page("public")
    assert ">3,8<" in page and "Dikoreksi" in page  # 3,5 stands under 'Yang berubah' only
    assert "Dua unit salah dihitung." in page


def test_a_withdrawal_takes_the_pages_of_units_along(office):
    office.run(approval=AUTOMATIC)
    withdraw_report(office.folder("internal"), WHO)
    folder = office.folder("public")
    assert sorted(p.name for p in folder.iterdir()) == ["SHA256SUMS", "index.html", "run.json"]
    assert "Ditarik" in office.unit_page("internal")


def test_a_run_says_how_many_pages_there_are_and_which_failed(office, monkeypatch):
    def broken(one, unit):
        if unit.name == "Dinas A":
            raise ValueError("isi")
        return render(one, unit)

    render = unit_pages._Maker._render
    monkeypatch.setattr(unit_pages._Maker, "_render", broken)
    result = office.run(approval=AUTOMATIC)
    assert (result.status, result.exit_code) == ("complete", 3)
    said = [problem.message for problem in result.problems]
    assert len(said) == 2 and all("Halaman 1 unit" in text and "Dinas A" in text for text in said)
    assert read_record(office.folder("internal"))["units"] == {"tersedia": 1, "gagal": 1}
    assert read_record(office.folder("public"))["units"] == {"gagal": 1, "kelompok_kecil": 1}
    assert len(list_pages(office.folder("internal"))) == 3


def test_a_withdrawal_takes_reports_of_units_that_were_run_apart(office):
    office.run(approval=AUTOMATIC)
    for unit in ("Dinas A", "Dinas B"):
        office.run(approval=AUTOMATIC, unit=unit)
    released = withdraw_report(office.folder("internal"), WHO)
    public = office.folder("public")
    assert [path.name for path in released.units] == ["dinas-a", "dinas-b"]
    for folder in (public, *released.units):
        assert read_record(folder)["release"] == "ditarik"
        assert not (folder / "tables").exists()
    assert office.states()[-3:] == ["ditarik"] * 3
    with pytest.raises(ParameterError, match="tidak sedang terbit"):
        withdraw_report(office.folder("internal"), WHO)


def test_a_report_that_is_not_public_leaves_its_units_alone(office):
    office.run()
    office.run(approval=AUTOMATIC, unit="Dinas A")
    with pytest.raises(ParameterError, match="tidak sedang terbit"):
        withdraw_report(office.folder("internal"), WHO)
    assert read_record(office.folder("public") / "dinas-a")["release"] == "terbit"


def test_a_correction_names_the_reports_of_units_that_stay(office):
    office.run(approval=AUTOMATIC)
    office.run(approval=AUTOMATIC, unit="Dinas A")
    office.number = 3.75
    office.run()
    released = approve_report(office.folder("internal"), WITH_NOTE)
    assert released.state == "dikoreksi"
    assert [path.name for path in released.units] == ["dinas-a"]


def test_the_dictionary_tells_the_sheets_and_lists_beside_the_tables(office):
    office.run(approval=AUTOMATIC)
    folder = office.folder("internal")
    units = read_file(folder / "unit" / "daftar.csv")
    assert units.frame["unit"].tolist() == ["Dinas A", "Dinas B"]
    assert units.frame["ukuran"].dtype == "Int64"
    assert units.dictionary.loc["ukuran", "satuan"] == "bita"
    for name in ("putusan.csv", "putusan-sel.csv"):
        told = read_file(folder / name).dictionary
        assert "" not in told["arti"].tolist()
    outside = (office.folder("public") / "tables" / "kamus-data.csv").read_text(encoding="utf-8")
    assert "putusan" not in outside and "../unit/daftar.csv" in outside
