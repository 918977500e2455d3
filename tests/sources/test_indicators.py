import hashlib
import hmac

import pandas as pd
import pytest

from kinerja_lib.errors import DataError, KinerjaError, ParameterError
from kinerja_lib.sources.indicators import digest_file, read_indicators

FIGURE_HEAD = "provinsi,indikator,tahun,satuan,polaritas,realisasi,target_bawah,target_atas"
CARD_HEAD = (
    "indikator,nama,nama_pendek,satuan,arah,desimal,putus_seri,total_turunan,definisi,sumber,"
    "catatan"
)
FIGURES = [
    "JAMBI,ipm,2020,indeks,naik,71.29,72.51,",
    "JAMBI,ipm,2021,indeks,naik,71.63,72.78,72.95",
    "PAPUA,ipm,2021,indeks,naik,,72.78,72.95",
]
CARDS = ["ipm,Indeks,IPM,indeks,naik,2,2013,,Definisi,BPS,Catatan"]


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Read figures and cards written into a project folder; lines or bytes."""
    for folder in ("notebooks", "params"):
        (tmp_path / folder).mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KINERJA_PROJECT", raising=False)
    monkeypatch.delenv("KINERJA_KEY_FILE", raising=False)

    def run(figures=None, cards=None, *, figure_head=FIGURE_HEAD, card_head=CARD_HEAD):
        for name, head, lines in (
            ("angka.csv", figure_head, FIGURES if figures is None else figures),
            ("kartu.csv", card_head, CARDS if cards is None else cards),
        ):
            content = lines
            if not isinstance(lines, bytes):
                content = "".join(f"{line}\n" for line in [head, *lines]).encode()
            (tmp_path / name).write_bytes(content)
        return read_indicators("angka.csv", "kartu.csv")

    return run


def refused(read, *args, **more):
    with pytest.raises(DataError) as caught:
        read(*args, **more)
    message = str(caught.value)
    assert "Traceback" not in message and "Error" not in message and "\n" not in message
    assert caught.value.exit_code == 1
    return message


def changed(row, column, value):
    """FIGURES with one field changed; `row` counts from 0."""
    lines = [line.split(",") for line in FIGURES]
    lines[row][FIGURE_HEAD.split(",").index(column)] = value
    return [",".join(line) for line in lines]


def card(**fields):
    cells = dict(zip(CARD_HEAD.split(","), CARDS[0].split(","), strict=True)) | fields
    return ",".join(cells.values())


def test_good_files_are_read_with_numbers_and_gaps(read):
    data = read()
    assert data.figures["realisasi"].tolist()[:2] == [71.29, 71.63]
    assert data.figures["realisasi"].isna().tolist() == [False, False, True]
    assert data.figures["target_atas"].isna().tolist() == [True, False, False]
    assert data.figures["tahun"].tolist() == [2020, 2021, 2021]
    assert data.cards.loc[0, ["desimal", "putus_seri"]].tolist() == [2, 2013]


def test_files_are_listed_with_digest_and_rows(read, tmp_path):
    files = read().files
    assert files["file"].tolist() == ["angka.csv", "kartu.csv"]
    digest = hashlib.sha256((tmp_path / "angka.csv").read_bytes()).hexdigest()
    assert files["digest"].tolist()[0] == f"sha256:{digest}"
    assert files[["rows_in", "accepted", "quarantined"]].values.tolist() == [[3, 3, 0], [1, 1, 0]]


def test_the_list_of_files_is_for_the_internal_edition(read):
    table = read().file_table()
    assert table.editions == ("internal",) and table.place == "lineage"
    assert table.to_json()["rows"][0][0] == "angka.csv"


FIX = "Perbaiki berkasnya, lalu jalankan lagi."


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            changed(1, "realisasi", "tujuh puluh"),
            "angka.csv: 1 baris kolom 'realisasi' bukan angka (pakai titik desimal), "
            f"misalnya 'tujuh puluh' (baris 3). {FIX}",
        ),
        (
            changed(0, "target_bawah", '"72,51"'),
            "angka.csv: 1 baris kolom 'target_bawah' bukan angka (pakai titik desimal), "
            f"misalnya '72,51' (baris 2). {FIX}",
        ),
        (
            changed(2, "realisasi", "=1+1"),
            "angka.csv: 1 baris kolom 'realisasi' bukan angka (pakai titik desimal), "
            f"misalnya '=1+1' (baris 4). {FIX}",
        ),
        (
            changed(1, "tahun", "21"),
            f"angka.csv: 1 baris kolom 'tahun' bukan tahun, misalnya '21' (baris 3). {FIX}",
        ),
        (changed(1, "tahun", ""), f"angka.csv: 1 baris kolom 'tahun' bukan tahun (baris 3). {FIX}"),
        (
            changed(2, "polaritas", "up"),
            "angka.csv: 1 baris kolom 'polaritas' bukan naik, turun, atau rentang, "
            f"misalnya 'up' (baris 4). {FIX}",
        ),
        (
            changed(2, "provinsi", " "),
            f"angka.csv: 1 baris kolom 'provinsi' kosong (baris 4). {FIX}",
        ),
        (
            changed(1, "target_bawah", "73"),
            f"angka.csv: 1 baris mempunyai target_bawah di atas target_atas (baris 3). {FIX}",
        ),
        (
            [*FIGURES, FIGURES[0]],
            "angka.csv: 2 baris berulang untuk provinsi, indikator, dan tahun yang sama "
            f"(baris 2, 5). {FIX}",
        ),
        (
            [*FIGURES, FIGURES[0].replace("JAMBI", "Jambi")],
            "angka.csv: 2 baris berulang untuk provinsi, indikator, dan tahun yang sama "
            f"(baris 2, 5). {FIX}",
        ),
        (
            changed(0, "indikator", "gini"),
            "angka.csv: 1 baris memakai indikator tanpa kartu di kartu.csv, "
            f"misalnya 'gini' (baris 2). {FIX}",
        ),
        (
            changed(2, "polaritas", "turun"),
            "angka.csv: 1 baris mempunyai polaritas yang berbeda dari kartu di kartu.csv, "
            f"misalnya 'ipm' (baris 4). {FIX}",
        ),
        (
            [FIGURES[0] + ",lebih", *FIGURES[1:]],
            f"angka.csv: 1 baris mempunyai isi lebih banyak daripada judul kolom (baris 2). {FIX}",
        ),
    ],
)
def test_a_fault_names_file_count_and_row(read, lines, message):
    assert refused(read, lines) == message


def test_many_faults_are_counted_and_the_first_rows_named(read):
    lines = [f"P{i},ipm,2021,indeks,naik,x,1,2" for i in range(1500)]
    message = refused(read, lines)
    assert message.startswith("angka.csv: 1.500 baris kolom 'realisasi' bukan angka")
    assert message.endswith(f"(baris 2, 3, 4, …). {FIX}")


@pytest.mark.parametrize("number", ["inf", "-inf", "nan", "NA", "1e15", "0x1A", "1_000", "--"])
def test_what_only_a_computer_takes_for_a_number_is_refused(read, number):
    assert "bukan angka" in refused(read, changed(0, "realisasi", number))


@pytest.mark.parametrize(("text", "value"), [(" 71.5 ", 71.5), ("-0.44", -0.44), ("7e1", 70.0)])
def test_numbers_with_a_point_are_read(read, text, value):
    assert read(changed(0, "realisasi", text)).figures["realisasi"][0] == value


@pytest.mark.parametrize(
    ("cards", "message"),
    [
        (
            [card(arah="up")],
            "kartu.csv: 1 baris kolom 'arah' bukan naik, turun, atau rentang, misalnya 'up'",
        ),
        ([card(desimal="dua")], "kartu.csv: 1 baris kolom 'desimal' bukan angka 0 sampai 6"),
        ([card(desimal="7")], "kartu.csv: 1 baris kolom 'desimal' bukan angka 0 sampai 6"),
        ([card(putus_seri="lama")], "kartu.csv: 1 baris kolom 'putus_seri' bukan tahun"),
        ([card(putus_seri="2013.5")], "kartu.csv: 1 baris kolom 'putus_seri' bukan tahun"),
        ([card(nama="")], "kartu.csv: 1 baris kolom 'nama' kosong (baris 2)"),
        ([card(nama_pendek="")], "kartu.csv: 1 baris kolom 'nama_pendek' kosong (baris 2)"),
        (
            [CARDS[0], CARDS[0]],
            "kartu.csv: 2 baris berulang untuk indikator yang sama, misalnya 'ipm' (baris 2, 3)",
        ),
    ],
)
def test_a_fault_of_a_card_is_named_too(read, cards, message):
    assert refused(read, None, cards).startswith(message)


def test_a_missing_column_lists_what_there_is(read):
    message = refused(read, figure_head=FIGURE_HEAD.replace("tahun", "thn\u202e"))
    assert message == (
        "angka.csv tidak memuat kolom tahun. Kolom yang ada: provinsi, indikator, thn, satuan, "
        "polaritas, realisasi, target_bawah, target_atas. Ubah nama kolomnya, lalu jalankan lagi."
    )


def test_a_long_name_of_a_column_is_cut_in_the_message(read):
    message = refused(read, figure_head="x" * 100 + ",b")
    assert "x" * 39 + "…, b" in message and "x" * 40 not in message


def test_a_doubled_column_is_refused(read):
    message = refused(read, figure_head=FIGURE_HEAD + ",tahun")
    assert message.startswith("angka.csv memuat kolom tahun lebih dari sekali.")


def test_semicolons_are_seen_in_the_message(read):
    message = refused(
        read, [FIGURES[0].replace(",", ";")], figure_head=FIGURE_HEAD.replace(",", ";")
    )
    assert message.startswith("angka.csv memakai titik koma sebagai pemisah kolom")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        "provinsi,é\nJAMBI,1\n".encode("latin-1"),
        FIGURE_HEAD.encode("utf-16"),
        f'{FIGURE_HEAD}\n"JAMBI,ipm'.encode(),
        f'{FIGURE_HEAD}\n"JAMBI"x,ipm,2020,indeks,naik,1,,\n'.encode(),
    ],
    ids=["empty", "latin-1", "utf-16", "open quote", "text after quote"],
)
def test_a_file_that_is_no_csv_is_refused(read, content):
    message = refused(read, content)
    assert message == (
        "angka.csv tidak dapat dibaca sebagai CSV berkode UTF-8 dengan koma. "
        "Simpan ulang sebagai CSV UTF-8, lalu jalankan lagi."
    )


@pytest.mark.parametrize("lines", [[], ["", "", ""], [",,,,,,,", " , ,,,,,,"]])
def test_a_file_without_rows_is_refused(read, lines):
    assert refused(read, lines) == "angka.csv tidak memuat satu baris pun."


def test_a_folder_is_refused(read, tmp_path):
    read()
    (tmp_path / "data").mkdir()
    with pytest.raises(DataError, match="data adalah folder"):
        read_indicators("data", "kartu.csv")


def test_a_file_that_is_not_there_is_a_wrong_parameter(read):
    read()
    with pytest.raises(ParameterError) as caught:
        read_indicators("angkaa.csv", "kartu.csv")
    assert isinstance(caught.value, KinerjaError) and "angkaa.csv" in str(caught.value)


def test_a_huge_file_is_refused_before_it_is_read(read, monkeypatch):
    monkeypatch.setattr("kinerja_lib.sources.indicators.LARGEST_FILE", 10)
    assert refused(read) == "angka.csv lebih besar dari 50 MB. Pecah berkasnya."


def test_blank_lines_keep_row_numbers_right(read):
    lines = [FIGURES[0], "", " , ", *changed(2, "realisasi", "x")[2:]]
    assert "(baris 5)" in refused(read, lines)
    assert len(read([FIGURES[0], "", *FIGURES[1:]]).figures) == 3


def test_a_quoted_line_break_counts_as_one_row(read):
    lines = ['"JAWA\nBARAT",ipm,2020,indeks,naik,70,,', *changed(1, "realisasi", "x")[1:2]]
    assert "(baris 3)" in refused(read, lines)
    assert read(lines[:1]).figures["provinsi"].tolist() == ["JAWA BARAT"]


def test_short_rows_are_filled_with_missing(read):
    figures = read(["JAMBI,ipm,2020,indeks,naik,71.29"]).figures
    assert figures[["target_bawah", "target_atas"]].isna().all(axis=None)


def test_empty_cells_behind_the_last_column_do_no_harm(read):
    assert len(read([line + ",," for line in FIGURES]).figures) == 3


def test_a_byte_order_mark_and_windows_line_ends_are_read(read):
    content = ("\ufeff" + "\r\n".join([FIGURE_HEAD, *FIGURES, ""])).encode()
    assert read(content).figures["provinsi"].tolist() == ["JAMBI", "JAMBI", "PAPUA"]


def test_other_columns_and_orders_are_accepted(read):
    head = ",".join(["keterangan", *reversed(FIGURE_HEAD.split(","))])
    lines = [",".join(["x", *reversed(line.split(","))]) for line in FIGURES]
    figures = read(lines, figure_head=head).figures
    pd.testing.assert_frame_equal(figures, read().figures)


def test_text_is_read_as_text_and_cleaned(read):
    name = "=cmd|' /C calc'!A0\u202e"
    lines = [f"{name},ipm,2020,indeks,naik,1,,", "007,ipm,2020,indeks,naik,1,,"]
    assert read(lines).figures["provinsi"].tolist() == ["=cmd|' /C calc'!A0", "007"]


def test_a_name_over_the_limit_is_cut(read):
    cards = [card(nama="a" * 600)]
    nama = read(None, cards).cards["nama"][0]
    assert len(nama) == 500 and nama.endswith("a…")


def test_a_key_makes_the_digest_one_that_cannot_be_guessed(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_bytes(b"isi")
    (tmp_path / "key").write_bytes(b"rahasia-0123456789")
    monkeypatch.setenv("KINERJA_KEY_FILE", str(tmp_path / "key"))
    expected = hmac.new(b"rahasia-0123456789", b"isi", hashlib.sha256).hexdigest()
    assert digest_file(tmp_path / "a.csv") == f"hmac-sha256:{expected}"


@pytest.mark.parametrize("content", [None, b"", b"pendek"])
def test_a_key_that_protects_nothing_is_refused(tmp_path, monkeypatch, content):
    (tmp_path / "a.csv").write_bytes(b"isi")
    if content is not None:
        (tmp_path / "key").write_bytes(content)
    monkeypatch.setenv("KINERJA_KEY_FILE", str(tmp_path / "key"))
    with pytest.raises(DataError, match="KINERJA_KEY_FILE"):
        digest_file(tmp_path / "a.csv")
