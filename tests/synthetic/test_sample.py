"""The folder of an invented region: same bytes, faults where the truth says, forms as named."""

import csv
import hashlib
import json
from functools import cache
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from kinerja_lib.errors import ParameterError
from kinerja_lib.synthetic.fault_plans import FAULT_PLANS
from kinerja_lib.synthetic.sample import write_sample
from kinerja_lib.tables.codes import find_nip_fault
from kinerja_lib.tables.registry import CONTRACTS
from tests.synthetic.contract_form import SLUGS


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Folders of the five regions with 300 people each, written when first asked for."""
    root = tmp_path_factory.mktemp("rekaan")

    @cache
    def make(slug):
        write_sample(slug, root / slug, employees=300, seed=7)
        return root / slug

    return make


def _truth(path):
    return json.loads((path / "truth.json").read_text(encoding="utf-8"))


def _digests(path):
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in path.iterdir()}


@cache
def _grid(path):
    """The cells of a file as a spreadsheet shows them, row 1 first."""
    if path.suffix == ".xlsx":
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        return [[str(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    data = path.read_bytes()
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    separator = ";" if text.splitlines()[0].count(";") > 2 else ","
    return list(csv.reader(text.splitlines(), delimiter=separator))


def _cells(path, fault):
    """The row of a fault by column, the header being the row above the first data row."""
    grid = _grid(path)
    names = [item.name for item in CONTRACTS[fault["table"]].fields if not item.is_family]
    head = next(row for row in grid if names[0] in row or names[-1] in row)
    header = [name for name in head if name] if names[0] in head else names
    header = header if len(header) >= len(names) else names
    row = grid[fault["row"] - 1]
    return dict(zip(header, row, strict=False)), row


@pytest.mark.parametrize("slug", SLUGS)
def test_same_region_number_and_seed_give_the_same_bytes(slug, folder, tmp_path):
    write_sample(slug, tmp_path / "again", employees=300, seed=7)
    assert _digests(tmp_path / "again") == _digests(folder(slug))


def test_another_seed_gives_other_people(folder, tmp_path):
    write_sample("andir", tmp_path / "other", employees=300, seed=8)
    first, other = _digests(folder("andir")), _digests(tmp_path / "other")
    same = {name for name in first if first[name] == other.get(name)}
    assert not same & {"pegawai.csv", "hasil_penilaian.csv", "penilaian.csv", "truth.json"}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_table_has_a_file_and_the_rows_that_the_truth_counts(slug, folder):
    path = folder(slug)
    truth = _truth(path)
    assert {Path(name).stem for name in truth["rows"]} == set(CONTRACTS)
    assert {one.name for one in path.iterdir()} == {*truth["rows"], "truth.json"}
    for name, rows in truth["rows"].items():
        form = {part["file"]: part["form"] for part in truth["forms"]}.get(name, "")
        titled = name.endswith(".xlsx") and _grid(path / name)[0][0].endswith(slug.capitalize())
        above = 1 + 3 * (form == "blok_judul" or titled) + (form == "dua_baris_judul")
        assert len(_grid(path / name)) == rows + above, name


@pytest.mark.parametrize("slug", SLUGS)
def test_each_fault_stands_in_the_row_that_the_truth_names(slug, folder):
    path = folder(slug)
    faults = _truth(path)["faults"]
    assert len(faults) > 20
    for fault in faults:
        cells, row = _cells(path / fault["file"], fault)
        assert _shows(path, fault, cells, row), fault


def _shows(path, fault, cells, row):
    """Whether a row shows the fault that was planted in it."""
    code, table = fault["fault"], fault["table"]
    value = cells.get(fault["column"], "")
    if code.startswith("nip_"):
        return find_nip_fault(value.lstrip("'")) == code
    if code == "baris_kaki":
        return row[0] == "Jumlah"
    if code == "kolom_lebih":
        return row[-1] == "lihat berkas asli"
    if code in ("duplikat_sama", "kunci_bentrok"):
        grid, place = _grid(path / fault["file"]), fault["row"] - 1
        near = [grid[one] for one in (place - 1, place + 1) if one < len(grid)]
        key = len(CONTRACTS[table].key)
        different = [sum(a != b for a, b in zip(row, one, strict=True)) for one in near]
        return (0 if code == "duplikat_sama" else 1) in different and key > 0
    if code == "rumus":
        return value in ("0", "0.0", "")
    if code == "tanggal_rancu":
        return value[2] == "-" and value[5] == "-"
    texts = {one.text for one in FAULT_PLANS[path.name] if (one.table, one.fault) == (table, code)}
    return value.removesuffix(".0") in texts or code not in _WRITTEN


_WRITTEN = ("kosong_wajib", "bukan_angka", "bukan_tanggal", "di_luar_rentang", "bukan_pilihan")


@pytest.mark.parametrize("slug", SLUGS)
def test_no_row_has_two_faults_and_all_planned_kinds_are_there(slug, folder):
    faults = _truth(folder(slug))["faults"]
    places = [(fault["file"], fault["row"]) for fault in faults]
    assert len(places) == len(set(places))
    planned = {(fault.table, fault.fault) for fault in FAULT_PLANS[slug]}
    assert {(fault["table"], fault["fault"]) for fault in faults} == planned


def test_rows_are_set_aside_only_where_no_table_refers_to_them():
    parents = {
        item.references.split(".")[0]
        for contract in CONTRACTS.values()
        for item in contract.fields
        if item.references
    }
    harmless = ("duplikat_sama", "tanggal_rancu", "bobot_tidak_seratus")
    risky = [
        fault
        for plan in FAULT_PLANS.values()
        for fault in plan
        if fault.table in parents and fault.fault not in harmless
    ]
    assert risky == []


def test_an_apostrophe_stands_before_every_nip_of_andir(folder):
    grid = _grid(folder("andir") / "pegawai.csv")
    place = grid[0].index("nip")
    assert all(row[place].startswith("'") for row in grid[1:])


def test_complaints_of_mamuju_are_in_the_code_page_of_windows(folder):
    data = (folder("mamuju") / "pengaduan.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    assert "menyampaikan \N{EN DASH} " in data.decode("cp1252")


def test_each_region_has_its_own_faults_and_forms_and_jambi_most(folder):
    forms = {slug: {one["form"] for one in _truth(folder(slug))["forms"]} for slug in SLUGS}
    faults = {slug: len(_truth(folder(slug))["faults"]) for slug in SLUGS}
    assert max(faults, key=faults.get) == "jambi"
    assert {"apostrof_nip", "blok_judul", "xlsx"} <= forms["andir"]
    assert {"cp1252", "titik_koma_desimal_koma"} <= forms["mamuju"]
    assert {"utf16", "dua_baris_judul", "hari_di_depan", "ejaan_golongan"} <= forms["jambi"]


def test_every_region_has_at_least_two_findings_of_its_own(folder):
    found = {slug: {one["id"] for one in _truth(folder(slug))["findings"]} for slug in SLUGS}
    for slug, own in found.items():
        others = set().union(*(ids for other, ids in found.items() if other != slug))
        assert len(own - others) >= 2, slug


def test_keys_of_the_truth_are_sorted_and_in_lower_case(folder):
    text = (folder("jambi") / "truth.json").read_text(encoding="utf-8")
    pairs = []
    json.loads(text, object_pairs_hook=lambda part: pairs.append([key for key, _ in part]))
    assert all(keys == sorted(keys) for keys in pairs)
    assert all(key == key.lower() for keys in pairs for key in keys)


def test_clean_data_have_neither_faults_nor_forms(tmp_path):
    summary = write_sample("Kotabumi", tmp_path / "k", employees=200, seed=1, clean=True)
    truth = _truth(tmp_path / "k")
    assert truth["faults"] == [] and truth["forms"] == [] and truth["clean"]
    assert (summary.region, summary.employees, summary.files) == ("Kotabumi", 200, 50)
    assert summary.rows == sum(truth["rows"].values())


@pytest.mark.parametrize(
    ("region", "employees", "seed"), [("atlantis", 300, 7), ("jambi", 3, 7), ("jambi", 300, -1)]
)
def test_wrong_wishes_are_refused(region, employees, seed, tmp_path):
    with pytest.raises(ParameterError):
        write_sample(region, tmp_path / "x", employees=employees, seed=seed)
    assert not (tmp_path / "x").exists()


def test_a_folder_with_files_is_left_alone(tmp_path):
    (tmp_path / "mine.csv").write_text("a")
    with pytest.raises(ParameterError, match="sudah berisi"):
        write_sample("andir", tmp_path, employees=300, seed=7)
    assert [one.name for one in tmp_path.iterdir()] == ["mine.csv"]
