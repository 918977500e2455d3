import hashlib
import shutil
import subprocess

import pytest

from kinerja_lib.errors import ParameterError
from kinerja_lib.reporting.compare.seal import SEAL, Damage, find_damage, read_seal, seal_folder
from kinerja_lib.reporting.compare.verification import DIFFERENT, open_report
from kinerja_lib.reporting.compare.verify import check_files


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tables").mkdir()
    (tmp_path / "index.html").write_bytes(b"<p>1</p>\n")
    (tmp_path / "run.json").write_bytes(b"{}\n")
    (tmp_path / "tables" / "a.csv").write_bytes(b"x,1\n")
    unit = tmp_path / "dinas-a"
    unit.mkdir()
    (unit / "run.json").write_bytes(b"{}")
    seal_folder(tmp_path)
    return tmp_path


def test_the_list_has_the_form_of_sha256sum(folder):
    code = hashlib.sha256(b"x,1\n").hexdigest()
    assert f"{code}  tables/a.csv\n" in (folder / SEAL).read_text()
    assert set(read_seal(folder)) == {"index.html", "run.json", "tables/a.csv"}
    program = shutil.which("sha256sum")
    if program is None:
        pytest.skip("sha256sum is not installed")
    done = subprocess.run([program, "-c", "--strict", SEAL], cwd=folder, capture_output=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["index.html", "run.json", "tables/a.csv"])
@pytest.mark.parametrize("place", [0, -1])
def test_one_byte_is_noticed_in_every_file(folder, name, place):
    content = bytearray((folder / name).read_bytes())
    content[place] ^= 1
    (folder / name).write_bytes(content)
    assert find_damage(folder, read_seal(folder)) == [Damage(name, "changed")]


@pytest.mark.parametrize("change", [lambda c: c[:-1], lambda c: c.replace(b"\n", b"\r\n"),
                                    lambda c: c.replace(b"\n", b"\x0b", 1),
                                    lambda c: c + c.splitlines(keepends=True)[0]])  # fmt: skip
def test_one_byte_of_the_list_itself_is_noticed(folder, change):
    assert read_seal(folder)
    (folder / SEAL).write_bytes(change((folder / SEAL).read_bytes()))
    assert read_seal(folder) is None


def test_a_link_is_noticed_wherever_it_lies(folder):
    """None is ever published; one could show other contents tomorrow."""
    kept = folder.with_name("elsewhere.csv")
    (folder / "tables" / "a.csv").rename(kept)
    (folder / "tables" / "a.csv").symlink_to(kept)
    (folder / "lampiran").symlink_to(folder / "dinas-a", target_is_directory=True)
    (folder / "dinas-a" / "x.html").symlink_to(folder / "index.html")
    assert find_damage(folder, read_seal(folder)) == [
        Damage("tables/a.csv", "missing"),
        Damage("dinas-a/x.html", "added"),
        Damage("lampiran", "added"),
    ]


def test_a_missing_and_an_added_file_are_named(folder):
    assert find_damage(folder, read_seal(folder)) == []
    (folder / "tables" / "a.csv").rename(folder / "tables" / "b.csv")
    assert find_damage(folder, read_seal(folder)) == [
        Damage("tables/a.csv", "missing"),
        Damage("tables/b.csv", "added"),
    ]


@pytest.mark.parametrize("text", ["", "x  index.html\n", "0" * 64 + "  ../index.html\n"])
def test_a_list_of_another_form_is_none(folder, text):
    (folder / SEAL).write_text(text)
    assert read_seal(folder) is None


@pytest.mark.parametrize("content", [b"", b'{"schema": 1', b'{"schema": 1, "edition": "publik"}'])
def test_a_record_that_cannot_be_read_any_more_is_a_difference(folder, content):
    (folder / "run.json").write_bytes(content)
    report = open_report(folder)
    check_files(report)
    assert report.outcome == DIFFERENT and str(folder) in report.title()
    assert ("run.json: diubah",) in [check.details for check in report.checks]


def test_a_folder_without_a_list_or_record_is_no_report(tmp_path):
    with pytest.raises(ParameterError, match="bukan folder laporan"):
        open_report(tmp_path)
