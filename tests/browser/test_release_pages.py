"""The page that stays after a withdrawal, and a withdrawn internal page, with its verdict sheet."""

import pytest

from tests.conftest import run_kinerja

pytestmark = [pytest.mark.slow, pytest.mark.long]

PLACE = "lima-provinsi/2021/area_indicators"


@pytest.mark.parametrize("edition", ["public", "internal"])
def test_pages_after_a_withdrawal_break_no_rule(own_copy, open_offline, run_axe, edition):
    words = ("--by", "Rina", "--reason", "Dua angka tertukar <b>antara</b> provinsi.")
    done = run_kinerja("withdraw", own_copy / "internal" / PLACE, *words)
    assert done.returncode == 0, done.stderr
    path = own_copy / edition / PLACE / "index.html"
    for width in (1280, 390):
        for scheme in ("light", "dark"):
            page = open_offline(path, width=width, scheme=scheme, unfolded=True)
            assert "Dua angka tertukar <b>antara</b> provinsi." in page.inner_text(".release")
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert run_axe(page) == []
            assert page.noted == []
