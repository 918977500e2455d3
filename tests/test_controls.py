"""The list of controls is in step with the code; `python -m tests.controls` takes each one out."""

import pytest

from tests import controls
from tests.controls import CONTROLS, Control, find_edit, try_control


def test_every_control_stands_once_in_its_file_and_names_tests_that_exist():
    wrong = {c.name: find_edit(edit) for c in CONTROLS for edit in c.edits if find_edit(edit)}
    assert wrong == {}
    assert len({item.name for item in CONTROLS}) == len(CONTROLS)
    assert all((controls.PROJECT / test).exists() for item in CONTROLS for test in item.tests)


@pytest.mark.slow
def test_a_control_counts_as_missed_only_where_a_test_fails(tmp_path):
    (tmp_path / "a.py").write_text("SAFE = True\nOTHER = 1\n")
    test = "import a\n\n\ndef test_a():\n    assert a.SAFE\n"
    (tmp_path / "test_a.py").write_text(test)
    edits = {
        ("SAFE = True", "SAFE = False"): (True, "test_a.py::test_a"),
        ("OTHER = 1", "OTHER = 2"): (False, "1 passed"),
        ("absent", "x"): (False, "MOVED: a.py holds its text 0 times"),
    }
    for (old, new), (noticed, words) in edits.items():
        found = try_control(Control("x", (("a.py", old, new),), ("test_a.py",)), tmp_path)
        assert found[0] == noticed and words in found[1]
    assert (tmp_path / "a.py").read_text() == "SAFE = True\nOTHER = 1\n"
