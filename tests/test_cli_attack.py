"""The command `kinerja attack`: what it prints, and how it ends."""

import json

import pytest

from kinerja_lib.cli import main
from tests.small_root import PRIMARY, SAFE, SmallRoot, classes


@pytest.fixture
def root(tmp_path):
    return SmallRoot(tmp_path / "reports")


def run(capsys, *arguments):
    with pytest.raises(SystemExit) as end:
        main(["attack", *map(str, arguments)])
    return end.value.code, capsys.readouterr()


def test_nothing_given_away(root, capsys):
    root.publish("2026-01", classes(SAFE))
    code, said = run(capsys, root.out)
    assert code == 0
    assert "Hasil: tidak ada angka yang terbuka." in said.out
    assert "selang jumlah: tersempit, median" in said.out


def test_a_number_given_away_is_named(root, capsys, tmp_path):
    root.publish("2026-01", classes(PRIMARY))
    file = tmp_path / "hasil.json"
    code, said = run(capsys, root.out, "--region", "andir", "--json", file)
    assert code == 1
    assert "2026-01 laporan/kelas" in said.out
    assert "Dinas D / lain: terhitung kembali (3)" in said.out
    assert json.loads(file.read_text())["regions"][0]["outcomes"]["recovered"] == 2


def test_input_errors_end_with_two(root, capsys, tmp_path):
    code, said = run(capsys, tmp_path)
    assert (code, said.err.startswith("kinerja: ")) == (2, True)
    root.publish("2026-01", classes(SAFE))
    (root.address("2026-01") / "contents.json").write_text("[")
    code, said = run(capsys, root.out)
    assert code == 2
    assert "tidak dapat dibaca: public/andir/2026-01/laporan" in said.out


def test_a_region_is_known_by_its_name_and_another_is_answered_with_those_there_are(root, capsys):
    root.publish("2026-01", classes(SAFE))
    assert run(capsys, root.out, "--region", " Andir ")[0] == 0
    code, said = run(capsys, root.out, "--region", "Jambi")
    assert code == 2
    assert "Yang ada: andir." in said.err


def test_a_file_that_cannot_be_made_is_said_in_a_line(root, capsys, tmp_path):
    root.publish("2026-01", classes(SAFE))
    code, said = run(capsys, root.out, "--json", tmp_path / "tiada" / "hasil.json")
    assert code == 3
    assert f"{tmp_path}/tiada tidak dapat dibaca atau ditulis: tidak ditemukan." in said.err
    assert "Traceback" not in said.err


def test_the_result_never_goes_into_the_public_folder(root, capsys):
    root.publish("2026-01", classes(SAFE))
    code, said = run(capsys, root.out, "--json", root.out / "public" / "hasil.json")
    assert code == 2
    assert not (root.out / "public" / "hasil.json").exists()
    assert "Simpan di luar folder public" in said.err
