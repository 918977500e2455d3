"""Text files: encoding, separator, quotes, blank and broken lines."""

import pytest

TABLE = "NIP;Nama;Nilai\n1;Bédu;9,5\n2;Cita;8,25\n"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("cp1252", b""),
    ],
)
def test_encodings_give_the_same_rows(desk, encoding, mark):
    sheet = desk.read_one("a.csv", mark + TABLE.encode(encoding))
    assert sheet.headers == ("NIP", "Nama", "Nilai")
    assert desk.rows(sheet) == [(2, "1", "Bédu", "9,5"), (3, "2", "Cita", "8,25")]
    assert sheet.rows == 2 and not sheet.typed
    assert encoding.upper() in sheet.remarks[0]
    assert any("Windows-1252" in remark for remark in sheet.remarks) == (encoding == "cp1252")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(desk, separator, end):
    text = end.join(separator.join(row) for row in (["NIP", "Nama"], ["1", "A"], ["2", "B"]))
    assert desk.rows(desk.read_one("a.txt", text)) == [(2, "1", "A"), (3, "2", "B")]


def test_more_decimal_commas_than_semicolons(desk):
    sheet = desk.read_one("a.csv", "kode;x;y\nA;1,5;2,5\nB;3;4,5\nC;3,1;4\n")
    assert sheet.headers == ("kode", "x", "y")
    assert desk.rows(sheet)[0] == (2, "A", "1,5", "2,5")


def test_a_declared_separator_decides(desk):
    sheet = desk.read_one("a.csv", "sep=|\nnip|nama\n1|a;b;c\n")
    assert desk.rows(sheet) == [(3, "1", "a;b;c")]


def test_quotes_cells_of_several_lines_and_blank_lines_keep_record_numbers(desk):
    text = 'NIP;Nama\n\n1;"Jalan ""A""; no. 2\nbaris dua"\n;\n   \n3;C'
    sheet = desk.read_one("a.csv", text)
    # Records: header 1, blank 2, 3, empty cells 4, spaces 5, last 6 without a line end.
    assert desk.rows(sheet) == [(3, "1", 'Jalan "A"; no. 2\nbaris dua'), (6, "3", "C")]
    assert sheet.rows == 2


def test_an_unclosed_quote_loses_no_row(desk):
    lines = [f'{n};"Nama {n}' if n == 3 else f"{n};Nama {n}" for n in range(1, 400)]
    sheet = desk.read_one("a.csv", "NIP;Nama\n" + "\n".join(lines) + "\n")
    assert sheet.rows == 399
    assert desk.rows(sheet)[2] == (4, "3", '"Nama 3')
    assert any("1 baris memuat tanda kutip" in remark for remark in sheet.remarks)


def test_a_quote_that_would_swallow_the_next_record_is_text(desk):
    sheet = desk.read_one("a.csv", 'NIP;Nama\n1;"A\n2;"B"\n3;C\n')
    assert [row[1] for row in desk.rows(sheet)] == ["1", "2", "3"]


def test_long_and_short_rows_are_kept(desk):
    sheet = desk.read_one("a.csv", "NIP;Nama\n1;A;x; y ;\n2\n3;C;;\n")
    assert desk.rows(sheet) == [(2, "1", "A"), (3, "2", None), (4, "3", "C")]
    assert desk.column(sheet, "_surplus") == ["x | y", None, None]
    assert sheet.surplus_rows == 1


def test_cells_are_trimmed_and_apostrophes_counted(desk):
    sheet = desk.read_one("a.csv", "NIP;Nama\n'198 ; A\u00a0\n' 199;-\n200;N/A\n201;O'Neil\n")
    assert desk.column(sheet, "c1") == ["198", "199", "200", "201"]
    assert desk.column(sheet, "c2") == ["A", "-", "N/A", "O'Neil"]
    assert "2 sel berawalan apostrof dibersihkan" in sheet.remarks


def test_cells_that_act_as_formulas_are_named(desk):
    cells = ["=1+1", "@SUM(A1)", "+cmd|calc", "-1+HYPERLINK(1)", "-5", "+62812", "-abc", "'=x"]
    sheet = desk.read_one("a.csv", "NIP;Nama\n" + "".join(f"1;{cell}\n" for cell in cells))
    assert desk.column(sheet, "_formula") == ["B", "B", "B", None, None, None, None, None]
    assert sheet.formula_rows == 3


def test_nul_bytes_are_dropped_and_counted(desk):
    sheet = desk.read_one("a.csv", b"NIP;Nama\n1;A\x00B\n2;CCCCCCCCCCCCCCCCCCC\n")
    assert desk.column(sheet, "c2") == ["AB", "CCCCCCCCCCCCCCCCCCC"]
    assert "1 byte nol dibuang" in sheet.remarks


def test_long_values_are_kept(desk):
    sheet = desk.read_one("a.csv", "NIP;Nama\n1;" + "x" * 100_000 + "\n")
    assert len(desk.column(sheet, "c2")[0]) == 100_000


def test_only_a_header(desk):
    sheet = desk.read_one("a.csv", "NIP;Nama;Nilai")
    assert sheet.rows == 0 and sheet.headers == ("NIP", "Nama", "Nilai")


def test_blank_columns_without_header_and_data_are_left_out(desk):
    sheet = desk.read_one("a.csv", "NIP;;Nama;;Nilai;;\n1;;A;x;5;;\n")
    assert sheet.headers == ("NIP", "Nama", "", "Nilai")
    assert desk.rows(sheet) == [(2, "1", "A", "x", "5")]


def test_doubled_headers_stay(desk):
    assert desk.read_one("a.csv", "NIP;Nilai;Nilai\n1;2;3\n").headers == ("NIP", "Nilai", "Nilai")


def test_footer_rows_are_rows(desk):
    sheet = desk.read_one("a.csv", "NIP;Nama\n1;A\n\nJumlah;1\nDicetak oleh sistem\n")
    assert [row[0] for row in desk.rows(sheet)] == [2, 4, 5]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "berkas_kosong"),
        (b" \r\n\n", "berkas_kosong"),
        (b"\xef\xbb\xbf", "berkas_kosong"),
        (b";;;\n;;\n", "berkas_kosong"),
        (b"PK\x03\x04" + b"x" * 50, "berkas_rusak"),
        (b"NIP;Nama\n" + b"\x00\x01\x02" * 50, "berkas_rusak"),
        (b"1;2\n3;4\n", "tanpa_judul_kolom"),
        (b";".join(b"k%d" % n for n in range(2001)) + b"\n", "terlalu_banyak_kolom"),
        (b"NIP;Nama\n1;" + b"x" * (10 * 1024**2 + 5) + b"\n", "terlalu_besar"),
    ],
    ids=["empty", "blank", "mark", "separators", "zip", "binary", "headless", "wide", "long"],
)
def test_text_files_that_are_refused(desk, content, fault):
    assert desk.fault("a.csv", content) == fault
    tables = desk.connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    # The rows of a file without a header are kept, to be counted and set aside.
    assert bool(tables) == (fault == "tanpa_judul_kolom")
