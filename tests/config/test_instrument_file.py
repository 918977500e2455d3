"""Instrument files: all that ship are read, and each kind of wrong file is named with its line."""

from pathlib import Path

import pytest

from kinerja_lib.config.instrument_file import read_codebook, read_instrument
from kinerja_lib.errors import ParameterError

PROJECT = Path(__file__).resolve().parents[2]
SHIPPED = sorted(path.stem for path in (PROJECT / "params/instruments").glob("*.yaml"))
GOOD = """nama: Kesiapan
sumber: Contoh
lisensi: Bebas
validasi: Belum
rentang: [1, 5]
label: [Tidak setuju, Setuju]
subskala:
  kesiapan:
    nama: Kesiapan
    tema: kesiapan
    baik: tinggi
    butir:
      butir_01:
      butir_02: {balik: true, teks: Saya menunggu., gelombang: [2026-1]}
"""


@pytest.fixture
def write(tmp_path):
    """Write an instrument file into a project and return the project."""

    def put(text, name="uji"):
        folder = tmp_path / "proyek/params/instruments"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.yaml").write_text(text, "utf-8")
        return tmp_path / "proyek"

    return put


def refuse(project, name="uji"):
    with pytest.raises(ParameterError) as caught:
        read_codebook(project, [name])
    return str(caught.value)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_file_is_read_and_says_what_is_validated(name):
    book = read_instrument(PROJECT / f"params/instruments/{name}.yaml")
    assert book.evidence and book.licence and book.source and book.items
    assert all(item.text for item in book.items) == book.publish_text
    assert not any(item.text for item in book.items) or book.publish_text


def test_the_shipped_files_go_together_and_hold_the_published_structure():
    assert len(SHIPPED) >= 6
    book = read_codebook(PROJECT, SHIPPED)
    assert len(book.items) == len({item.code for item in book.items})
    own = {s.code: len(s.items) for s in read_codebook(PROJECT, ["rtc"]).subscales}
    # Oreg (2003): 17 items; 5 on routine, then 4, 4, 4; items 4 and 14 are turned
    assert list(own.values()) == [5, 4, 4, 4]
    turned = [item.code for item in read_codebook(PROJECT, ["rtc"]).items if item.reverse]
    assert turned == ["butir_04", "butir_14"]


def test_a_good_file_gives_items_range_and_waves(write):
    book = read_codebook(write(GOOD), ["uji.yaml"])
    first, second = book.items
    assert (first.reverse, first.text, first.waves) == (False, "", ())
    assert (second.reverse, second.text, second.waves) == (True, "Saya menunggu.", ("2026-1",))
    assert book.instruments[0].labels == ("Tidak setuju", "Setuju")
    assert not book.instruments[0].publish_text


def test_a_subscale_with_one_item_is_allowed(write):
    book = read_codebook(write("\n".join(GOOD.splitlines()[:-1]) + "\n"), ["uji"])
    assert [len(s.items) for s in book.subscales] == [1]


# What is replaced, by what, the line of the fault, words of the message.
FAULTS = {
    "unknown key": ("sumber:", "sumbr:", 2, "Kunci \"sumbr\" tidak dikenal. Maksud Anda 'sumber'"),
    "absent key": ("lisensi: Bebas\n", "", 1, "'lisensi' belum diisi"),
    "empty name": ("nama: Kesiapan\ns", "nama: ''\ns", 1, "nama"),
    "range turned": ("[1, 5]", "[5, 1]", 5, "'rentang' harus dua bilangan bulat"),
    "range of one": ("[1, 5]", "[5]", 5, "'rentang' harus dua bilangan bulat"),
    "range too wide": ("[1, 5]", "[1, 50]", 5, "rentang"),
    "range in words": ("[1, 5]", "[satu, lima]", 5, "rentang"),
    "labels": ("[Tidak setuju, Setuju]", "[a, b, c]", 6, "dua ujung, atau 5 kata"),
    "code inside": ("subskala:", "kode_kosong: [3]\nsubskala:", 7, "di dalam rentang jawaban"),
    "theme": ("tema: kesiapan", "tema: suasana", 10, "tema"),
    "direction": ("baik: tinggi", "baik: naik", 11, "baik"),
    "no items": ("      butir_01:\n", "", 12, "paling sedikit satu butir"),
    "item key": ("{balik: true", "{terbalik: true", 14, 'Kunci "terbalik" tidak dikenal'),
    "flag": ("{balik: true", "{balik: mungkin", 14, "balik"),
    "item as text": ("butir_01:", "butir_01: Teks", 13, "Isi butir"),
    "column name": ("butir_01:", "soal_01:", 7, "soal_01"),
    "item twice": ("butir_02:", "butir_01:", 14, "'butir_01' ditulis dua kali"),
    "anchor": ("butir_01:", "butir_01: &satu {balik: true}", 13, "Jangkar"),
    "tag": ("nama: Kesiapan\ns", "nama: !!str Kesiapan\ns", 1, "Tag"),
    "markup": ("Saya menunggu.", '"Saya \\u202e menunggu."', 14, "teks biasa"),
    "long text": ("Saya menunggu.", "a" * 501, 14, "paling banyak 500 karakter"),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_is_named_with_file_and_line(write, kind):
    old, new, line, words = FAULTS[kind]
    text = GOOD.replace(old, new, 1)
    if kind == "no items":
        text = "\n".join(text.splitlines()[:-1]) + "\n"
    assert text != GOOD
    message = refuse(write(text))
    assert f"params/instruments/uji.yaml, baris {line}" in message
    assert words in message and "Tidak ada proses yang dijalankan." in message


def test_all_faults_are_named_at_once_in_the_order_of_the_file(write):
    text = GOOD.replace("[1, 5]", "[5, 1]").replace("sumber:", "sumbr:").replace("tinggi", "naik")
    lines = refuse(write(text)).splitlines()
    places = [int(line.split("baris ")[1].split(":")[0]) for line in lines if "baris " in line]
    assert places == sorted(places) and {2, 5, 11} <= set(places)


def test_an_item_in_two_subscales_is_named(write):
    second = GOOD[GOOD.index("  kesiapan:") :].replace("  kesiapan:", "  iklim:", 1)
    assert 'Butir "butir_01" ditulis dua kali' in refuse(write(GOOD + second))


@pytest.mark.parametrize("name", ["../uji", "instruments/uji", "/etc/passwd", "", "uji\n"])
def test_a_folder_in_the_name_is_refused(write, name):
    assert "Tulis namanya tanpa folder" in refuse(write(GOOD), name)


def test_a_file_that_is_not_there_gives_the_nearest_name(write):
    message = refuse(write(GOOD, "kesiapan_berubah"), "kesiapan_beruba")
    assert "tidak ditemukan" in message and "kesiapan_berubah" in message


def test_a_link_to_elsewhere_is_refused(write, tmp_path):
    project = write(GOOD)
    (tmp_path / "luar.yaml").write_text(GOOD, "utf-8")
    (project / "params/instruments/luar.yaml").symlink_to(tmp_path / "luar.yaml")
    assert "adalah tautan ke luar" in refuse(project, "luar")


@pytest.mark.parametrize("text", ["", "[]", "subskala: kosong\n", "nama: [1\n", "a: b: c\n"])
def test_what_is_no_instrument_is_refused(write, text):
    assert "params/instruments/uji.yaml" in refuse(write(text))


@pytest.mark.parametrize(("key", "choices"), [("tema", "iklim, lain"), ("baik", "tinggi, rendah")])
def test_a_key_that_is_missing_comes_with_what_it_may_hold(write, key, choices):
    lines = [line for line in GOOD.splitlines() if not line.strip().startswith(f"{key}:")]
    message = refuse(write("\n".join(lines) + "\n"))
    assert f"'{key}' belum diisi. Tulis salah satu dari: " in message and choices in message
