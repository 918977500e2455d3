"""Employee numbers: taken apart, or refused with a reason. All numbers here are made up."""

import datetime as dt

import pytest

from kinerja_lib.errors import DataError
from kinerja_lib.rules.nip import explain_nip_fault, is_valid_nip, read_nip


def test_a_number_of_a_pns():
    nip = read_nip("19860926 201505 1 001")
    assert nip.born == dt.date(1986, 9, 26) and nip.appointed == "2015-05"
    assert (nip.sex, nip.serial, nip.kind, nip.contract_code) == ("L", "001", "PNS", None)


@pytest.mark.parametrize("code", ["21", "24", "35", "99"])
def test_digits_13_and_14_of_a_pppk_are_no_month(code):
    nip = read_nip(f"'199009132025{code}2014")
    assert (nip.kind, nip.contract_code, nip.appointed) == ("PPPK", code, "2025")
    assert (nip.sex, nip.serial) == ("P", "014")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("198609262015131001", "bulan TMT 13"),
        ("198609262015001001", "bulan TMT 00"),
        ("198609262015201001", "bulan TMT 20"),
        ("198602302015051001", "tanggal lahir"),
        ("198613012015051001", "tanggal lahir"),
        ("198609262015053001", "kode jenis kelamin 3"),
        ("198609262015051000", "nomor urut 000"),
        ("198609262002051001", "usia saat diangkat"),
        ("194009262011051001", "usia saat diangkat"),
        ("19860926201505100", "17 karakter"),
        ("1986092620150510011", "19 karakter"),
        ("131234567", "NIP lama 9 angka"),
        ("1,98609E+17", "notasi ilmiah"),
        ("", "0 karakter"),
        ("19860926201505100A", "18 karakter"),
        (198609262015051001, "bilangan"),
        (1.98609262015051e17, "bilangan"),
        (None, "bilangan"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_repaired(text, reason):
    assert reason in explain_nip_fault(text) and not is_valid_nip(text)
    with pytest.raises(DataError, match="NIP tidak sah") as error:
        read_nip(text)
    assert "19860926" not in str(error.value)


@pytest.mark.parametrize("text", ["198609262015051001", "200011302017121999", "194009262010121001"])
def test_valid_numbers_have_no_fault(text):
    assert explain_nip_fault(text) == "" and is_valid_nip(text)
