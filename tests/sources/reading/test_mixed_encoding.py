"""A few bytes of another encoding do not spoil the names of all other rows."""

import pytest

GOOD = ["Rénée", "José", "Zoë", "Čeda – Putra"]


def content(names: list[bytes], repeat: int = 1) -> bytes:
    return b"nip;nama;unit\n" + b"".join(b"1;" + name + b";U1\n" for name in names * repeat)


@pytest.mark.parametrize("repeat", [1, 20_000])
@pytest.mark.parametrize(
    ("bad", "read"), [(b"Andr\xe9", "André"), (b"A\x96B\xe9", "A\u2013Bé"), (b"X\x81", "X\ufffd")]
)
def test_one_bad_line_is_read_apart(desk, repeat, bad, read):
    names = [*(name.encode() for name in GOOD), bad]
    sheet = desk.read_one("a.csv", content(names, repeat))
    assert desk.column(sheet, "c2") == [*GOOD, read] * repeat
    assert any("bukan UTF-8 dibaca sebagai Windows-1252" in remark for remark in sheet.remarks)


def test_a_file_of_the_other_encoding_stays_one(desk):
    sheet = desk.read_one("a.csv", content([name.encode("cp1252") for name in GOOD[:3]]))
    assert desk.column(sheet, "c2") == GOOD[:3]
    assert any("huruf beraksen" in remark for remark in sheet.remarks)


def test_a_clean_file_has_no_remark_on_bytes(desk):
    sheet = desk.read_one("a.csv", content([name.encode() for name in GOOD]))
    assert not any("1252" in remark for remark in sheet.remarks)
