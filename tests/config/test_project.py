import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.config.project import (
    check_output_root,
    find_project,
    list_notebooks,
    resolve_source,
    slug,
    target_folder,
)
from kinerja_lib.errors import ParameterError


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.delenv("KINERJA_PROJECT", raising=False)
    for name in ("notebooks", "params", "data/jambi"):
        (tmp_path / "proyek" / name).mkdir(parents=True)
    return tmp_path / "proyek"


def test_the_project_is_the_nearest_folder_at_or_above(project):
    inside = project / "data" / "jambi"
    assert find_project(project) == find_project(inside) == project.resolve()
    assert find_project(project / "params" / "jambi.yaml") == project.resolve()


def test_the_environment_comes_first(project, tmp_path, monkeypatch):
    monkeypatch.setenv("KINERJA_PROJECT", str(project))
    assert find_project(tmp_path) == project.resolve()
    monkeypatch.setenv("KINERJA_PROJECT", str(tmp_path))
    with pytest.raises(ParameterError, match="KINERJA_PROJECT menunjuk"):
        find_project(project)


def test_no_project(project, tmp_path):
    with pytest.raises(ParameterError, match="Tidak ada folder proyek"):
        find_project(tmp_path)


def test_notebooks_by_name(project):
    for name in ("summary.ipynb", "data_quality.ipynb", "catatan.txt"):
        (project / "notebooks" / name).touch()
    assert list(list_notebooks(project)) == ["data_quality", "summary"]


def test_a_source_is_relative_to_the_project_or_absolute(project, tmp_path):
    assert resolve_source("data/jambi", project) == (project / "data/jambi").resolve()
    workbook = tmp_path / "ekspor siasn.xlsx"
    workbook.touch()
    assert resolve_source(str(workbook), project) == workbook.resolve()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("https://contoh.go.id/x.csv", "alamat", id="https"),
        pytest.param("S3://bucket/x", "alamat", id="s3"),
        pytest.param("file:///etc/passwd", "alamat", id="file"),
        pytest.param("data/jamby", 'Maksud Anda "data/jambi"?', id="missing with a near name"),
        pytest.param("lain/x/y", 'Periksa isi folder "."', id="missing folder"),
        pytest.param("x" * 300, "Sumber", id="name over 255 bytes"),
        pytest.param("a\0b", "bukan jalur yang sah", id="null byte"),
        pytest.param(os.devnull, "bukan berkas atau folder biasa", id="device"),
    ],
)
def test_refused_sources(project, text, expected):
    with pytest.raises(ParameterError, match=r"^Sumber ") as caught:
        resolve_source(text, project)
    assert expected in str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kabupaten Mamuju", "kabupaten-mamuju"),
        ("  Dinas Kesehatan & KB (UPTD) ", "dinas-kesehatan-kb-uptd"),
        ("Distrik Wanggar/2026", "distrik-wanggar-2026"),
        ("../../etc/passwd", "etc-passwd"),
        ("{x}", "x"),
        ("Café Ñu", "cafe-nu"),
        ("007", "007"),
        ("a" * 255, "a" * 80),
        ("a" * 79 + " b", "a" * 79),
    ],
)
def test_slugs(text, expected):
    assert slug(text) == expected


@pytest.mark.parametrize("text", ["", "..", "/", "Ж", "\0", "CON", "nul", "com1", "LPT9"])
def test_texts_that_cannot_name_a_folder(text):
    with pytest.raises(ParameterError, match="nama folder"):
        slug(text)


@given(text=st.text())
def test_a_slug_is_safe_or_refused_and_stays_what_it_is(tmp_path_factory, text):
    try:
        name = slug(text)
    except ParameterError:
        return
    assert slug(name) == name and len(name) <= 80
    root = tmp_path_factory.getbasetemp()
    assert target_folder(root, name).parent == root.resolve()


def test_target_folders(tmp_path):
    found = target_folder(tmp_path, "internal", "jambi", "2026-TW1", "competency_training")
    assert found == tmp_path.resolve() / "internal/jambi/2026-TW1/competency_training"
    assert target_folder(tmp_path, ".runs").name == ".runs" and not found.exists()


@pytest.mark.parametrize(
    "part",
    [
        pytest.param("..", id="output .."),
        pytest.param("../../x", id="output path ../../x"),
        pytest.param("{x}", id="output template {x}"),
        pytest.param("/etc", id="absolute part"),
        pytest.param("a\\b", id="Windows separator"),
        pytest.param("C:", id="Windows drive"),
        pytest.param("a b", id="name with spaces"),
        pytest.param("x" * 256, id="output over 255 bytes"),
        pytest.param("nul", id="Windows reserved name"),
        pytest.param("a\n", id="newline"),
        pytest.param("", id="empty"),
        pytest.param(".", id="dot"),
    ],
)
def test_refused_target_parts(tmp_path, part):
    with pytest.raises(ParameterError, match="nama folder keluaran"):
        target_folder(tmp_path, "internal", part)


def test_a_link_or_a_file_on_the_way_is_refused(tmp_path):
    outside, root = tmp_path / "luar", tmp_path / "reports"
    outside.mkdir()
    root.mkdir()
    (root / "internal").symlink_to(outside, target_is_directory=True)
    (root / "dangling").symlink_to(tmp_path / "tidak-ada")
    (root / "public").touch()
    for part in ("internal", "dangling", "public"):
        with pytest.raises(ParameterError, match="tautan atau berkas"):
            target_folder(root, part, "jambi")


def test_output_roots_that_are_accepted(project, tmp_path):
    source = project / "data" / "jambi"
    (tmp_path / "disk").mkdir()
    (tmp_path / "tautan").symlink_to(tmp_path / "disk", target_is_directory=True)
    for out in (project / "reports", tmp_path / "hasil akhir", tmp_path / "tautan"):
        check_output_root(out, project, source)


@pytest.mark.parametrize(
    "out",
    [
        pytest.param(".", id="the project folder"),
        pytest.param("..", id="above the project folder"),
        pytest.param("notebooks", id="notebooks"),
        pytest.param("params/x/../y", id="inside params"),
        pytest.param("data/jambi", id="output is input"),
        pytest.param("data/jambi/hasil", id="inside the data"),
        pytest.param("data", id="around the data"),
        pytest.param("tautan", id="symlink into the data"),
        pytest.param("berkas", id="a file"),
        pytest.param("{region}", id="template"),
        pytest.param("x" * 256, id="name over 255 bytes"),
        pytest.param("é" * 128, id="name over 255 bytes in UTF-8"),
    ],
)
def test_refused_output_roots(project, out):
    (project / "berkas").touch()
    (project / "tautan").symlink_to(project / "data" / "jambi", target_is_directory=True)
    with pytest.raises(ParameterError, match="Tidak ada proses yang dijalankan"):
        check_output_root(project / out, project, project / "data" / "jambi")


def test_a_workbook_as_source(project):
    workbook = project / "siasn.xlsx"
    workbook.touch()
    check_output_root(project / "reports", project, workbook)
    with pytest.raises(ParameterError):
        check_output_root(workbook, project, workbook)
