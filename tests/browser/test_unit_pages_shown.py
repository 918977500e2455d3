"""Pages of units and their list in a browser: accessible, offline, and useful without scripts."""

import pytest

from kinerja_lib.reporting.pages import publish_pages
from tests.reporting.conftest import facts as _facts
from tests.reporting.test_unit_pages import make_report

pytestmark = pytest.mark.slow
facts = _facts


@pytest.fixture
def folder(tmp_path, facts):
    publish_pages(make_report(), facts(unit_pages=True), tmp_path)
    return tmp_path / "public"


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", ["unit.html", "unit/dinas-03.html"])
def test_nothing_to_object_at_any_width(folder, open_offline, run_axe, name, width):
    page = open_offline(folder / name, width=width, unfolded=True)
    assert run_axe(page) == [] and page.noted == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_list_filters_and_leads_to_pages_without_scripts(folder, browser):
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((folder / "unit.html").as_uri())
    rows = page.locator("tr.u:visible")
    assert rows.count() == 38
    page.get_by_text("kelompok kecil (3)").click()
    assert rows.count() == 3
    page.get_by_text("Semua", exact=True).click()
    page.get_by_role("link", name="Dinas 03").click()
    assert page.url.endswith("/unit/dinas-03.html") and page.locator("h1").is_visible()
    page.get_by_role("link", name="semua unit").click()
    assert page.url.endswith("/public/unit.html")
    context.close()
