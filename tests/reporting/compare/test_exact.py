import pytest

from kinerja_lib.reporting.compare.exact import compare_csv, compare_lines
from kinerja_lib.reporting.record import to_json


@pytest.fixture
def pair(tmp_path):
    folders = []
    for name in ("lama", "baru"):
        folder = tmp_path / name
        (folder / "tables").mkdir(parents=True)
        (folder / "findings.csv").write_text("id,value\nk,3.0\n")
        (folder / "tables" / "a.csv").write_text("unit,x\nA,1.5\nB,2.0\n")
        roles = [{"name": "unit", "role": "key"}, {"name": "nip", "role": "person"}]
        (folder / "contents.json").write_bytes(
            to_json({"tables": [{"id": "orang", "columns": roles}]})
        )
        folders.append(folder)
    return folders


def test_the_same_files_are_the_same_and_counted(pair):
    found = compare_csv(*pair)
    assert (found.cells, found.places) == (4 + 6, ())


def test_a_cell_is_named_by_file_line_and_column(pair):
    (pair[1] / "tables" / "a.csv").write_text("unit,x\nA,1.5\nB,14.0\n")
    (place,) = compare_csv(*pair).places
    assert (place.file, place.line, place.column) == ("tables/a.csv", 3, "x")
    assert (place.old, place.new) == ("2.0", "14.0")


@pytest.mark.parametrize(("number", "same"), [("2.000000001", True), ("2.00001", False)])
def test_a_tolerance_holds_for_numbers_only(pair, number, same):
    (pair[1] / "tables" / "a.csv").write_text(f"unit,x\nA,1.5\nB,{number}\n")
    assert (compare_csv(*pair, tolerance=1e-9).places == ()) is same
    assert compare_csv(*pair).places
    (pair[1] / "tables" / "a.csv").write_text("unit,x\nA,1.5\nC,2.0\n")
    assert compare_csv(*pair, tolerance=1e9).places


def test_rows_and_files_on_one_side_are_named(pair):
    (pair[1] / "tables" / "a.csv").write_text("unit,x\nA,1.5\n")
    (pair[0] / "tables" / "b.csv").write_text("unit\n")
    places = compare_csv(*pair).places
    assert [(p.file, p.line) for p in places] == [("tables/a.csv", 3), ("tables/b.csv", 0)]


def test_what_stands_in_a_list_of_people_is_not_repeated(pair):
    for folder, name in zip(pair, ("Siti", "Budi"), strict=True):
        (folder / "tables" / "orang.csv").write_text(f"unit,nip\n{name},1\n")
    (place,) = compare_csv(*pair).places
    assert place.protected and place.old == place.new == ""


def test_lines_of_a_page_are_shown_around_the_difference(pair):
    for folder, word in zip(pair, ("tujuh", "delapan"), strict=True):
        (folder / "index.html").write_text(f"<p>\n{'x' * 100} {word} persen\n</p>\n")
    (place,) = compare_lines(*(folder / "index.html" for folder in pair))
    assert place.line == 2 and "tujuh" in place.old and "delapan" in place.new
