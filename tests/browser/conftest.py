"""What the tests of pages share: a page opened without a network, and what axe finds on it."""

import pytest
from axe_playwright_python.sync_playwright import Axe

AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}


@pytest.fixture
def open_offline(browser):
    """Open a file offline and note every request, dialog and console message."""
    contexts = []

    def opener(path, *, width=1280, scheme="light", unfolded=False):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True
        )
        contexts.append(context)
        page = context.new_page()
        page.noted = []
        page.on("console", lambda message: page.noted.append(message.text))
        page.on("pageerror", lambda error: page.noted.append(str(error)))
        page.on("request", lambda request: page.noted.append(request.url))
        page.on("dialog", lambda box: (page.noted.append(box.message), box.dismiss()))
        page.goto(path.as_uri())
        assert page.noted == [path.as_uri()]
        page.noted.clear()
        if unfolded:
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        return page

    yield opener
    for context in contexts:
        context.close()


@pytest.fixture
def run_axe():
    """Run axe with best practices; give the rules that fail and where, once enough was checked."""

    def runner(page):
        found = Axe().run(page, options=AXE).response
        assert len(found["passes"]) > 10
        return [(v["id"], v["nodes"][0]["target"]) for v in found["violations"]]

    return runner


@pytest.fixture
def list_outside():
    """Name the texts of charts that leave their drawing."""
    script = """() => [...document.querySelectorAll('figure svg')].flatMap(svg => {
        const box = svg.viewBox.baseVal;
        if (!svg.getClientRects().length) return [];
        return [...svg.querySelectorAll('text')].filter(t => {
            const b = t.getBBox();
            return b.x < -1 || b.x + b.width > box.width + 1 || b.y + b.height > box.height + 2;
        }).map(t => t.textContent);
    })"""
    return lambda page: page.evaluate(script)
