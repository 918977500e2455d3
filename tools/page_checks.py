"""Judge a published page in a browser: axe, and what axe leaves open.

Used by `tools.write_accessibility` for every page and by `tests/browser` for one region.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

SCRIPT = (Path(__file__).with_name("page_checks.js")).read_text(encoding="utf-8")
AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations", "incomplete"],
}
# Rows after these few are made by the same lines of the template; one view looks at all of them.
LATER_ROWS = "tbody tr:nth-child(n+6)"
CLASS_NAMES = ("Sangat Baik", "Butuh Perbaikan", "Sangat Kurang", "Istimewa")
# The values of success criterion 1.4.12, set as a reader's own style sheet would.
SPACING = """
:not(svg):not(svg *) { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
TEXT_RATIO, MARK_RATIO = 4.5, 3.0
MOST_STOPS = 400  # keys pressed before a walk through the page is given up


@dataclass(frozen=True)
class View:
    """A way to look at a page: width in pixels, colours, paper or screen, folded or not.

    `whole` shows axe every row of every table, `contrast` has it judge colours, which do not
    depend on the width.
    """

    name: str
    width: int
    scheme: str = "light"
    media: str = "screen"
    unfolded: bool = True
    whole: bool = False
    contrast: bool = False


# 640 is what 200 % zoom leaves of 1280; 680 is what A4 leaves between its margins.
VIEWS = (
    View("1280", 1280, whole=True, contrast=True),
    View("390", 390, unfolded=False),
    View("320", 320),
    View("1280 dark", 1280, scheme="dark", contrast=True),
    View("640", 640),
    View("print", 680, media="print", unfolded=False),
)
UNFOLDED = View("", 1280)


@dataclass
class PageResult:
    """What was found on one page.

    Parameters
    ----------
    axe : dict of str to list of str
        By name of the view: rules of axe that fail, with a place.
    other : list of str
        Faults that the other checks found, each with the view.
    pairs : dict of str to float
        Lowest contrast of each pair of colours in drawings, "light: text ink on bg" and so on.
    undecided : int
        Elements whose contrast axe leaves open, at most over the views.
    stops : int
        Stops of the keyboard.
    """

    axe: dict[str, list[str]] = field(default_factory=dict)
    other: list[str] = field(default_factory=list)
    pairs: dict[str, float] = field(default_factory=dict)
    undecided: int = 0
    stops: int = 0

    @property
    def faults(self) -> list[str]:
        """Give all faults, each with its view."""
        found = [f"{view}: {text}" for view, texts in self.axe.items() for text in texts]
        return found + self.other


@contextmanager
def open_page(browser: Browser, path: Path) -> Iterator[Page]:
    """Open a file with the network cut; an error on the page or a request stops."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    try:
        yield page
        if asked != [path.as_uri()]:
            raise ValueError(f"{path} asked for {asked[1:4]}")
    finally:
        context.close()


def show_view(page: Page, view: View) -> None:
    """Set width, colours, medium and folding."""
    page.set_viewport_size({"width": view.width, "height": 900})
    page.emulate_media(media=view.media, color_scheme=view.scheme)
    page.evaluate(
        "o => document.querySelectorAll('details').forEach(d => d.open = o)", view.unfolded
    )


def judge_page(
    browser: Browser, path: Path, language: str, views: tuple[View, ...] = VIEWS
) -> PageResult:
    """Look at a page in every view and say what is wrong with it."""
    result = PageResult(axe={view.name: [] for view in views})
    with open_page(browser, path) as page:
        for view in views:
            show_view(page, view)
            _judge_view(page, view, result)
        show_view(page, UNFOLDED)
        result.other += ask(page, "languages", language) + ask(page, "headings")
        result.other += ask(page, "classNames", list(CLASS_NAMES))
        _judge_short(page, views, result)
    with open_page(browser, path) as page:
        _judge_spacing(page, result)
    with open_page(browser, path) as page:
        _walk(page, result)
    result.axe = {name: sorted(set(rules)) for name, rules in result.axe.items()}
    result.other = list(dict.fromkeys(result.other))
    return result


def ask(page: Page, check: str, *arguments: object) -> list[str]:
    """Run one check of page_checks.js."""
    return page.evaluate(f"([...given]) => {SCRIPT}.{check}(...given)", list(arguments))


def run_axe(page: Page, *, contrast: bool) -> tuple[list[str], int]:
    """Give the rules that fail, each with the first place, and how many contrasts stay open.

    What lies behind a text in a drawing axe never knows; `drawings` of the script measures that.
    """
    options = AXE | {"rules": AXE["rules"] | {"color-contrast": {"enabled": contrast}}}
    found = Axe().run(page, options=options).response
    if len(found["passes"]) <= 10:
        raise ValueError("axe looked at almost nothing")
    undecided = [
        node
        for rule in found["incomplete"]
        for node in rule["nodes"]
        if rule["id"] == "color-contrast" and not node["html"].startswith(("<text", "<tspan"))
    ]
    violations = [f"{v['id']} {v['nodes'][0]['target']}" for v in found["violations"]]
    return violations, len(undecided)


def _judge_view(page: Page, view: View, result: PageResult) -> None:
    """Ask every check of the page as it is, and axe about all its rows where the view says so."""
    if view.whole:
        result.axe[view.name] += run_axe(page, contrast=False)[0]
    checks = ["figures", "drawnTexts", "colourAlone", "clipped"]
    if view.media == "screen":
        checks += ["sideways", "scrollAreas", "smallTargets"]
    result.other += [f"{view.name}: {text}" for check in checks for text in ask(page, check)]
    for pair, (value, place) in page.evaluate(f"() => {SCRIPT}.drawings()").items():
        kept = result.pairs.get(f"{view.scheme}: {pair}", 99.0)
        result.pairs[f"{view.scheme}: {pair}"] = min(kept, value)
        if value < (TEXT_RATIO if pair.startswith("text") else MARK_RATIO):
            result.other.append(f"{view.name}: contrast {value:.1f} of {pair}: {place}")


def _judge_short(page: Page, views: tuple[View, ...], result: PageResult) -> None:
    """Ask axe in every view, about the first rows of each table: the others are made like them."""
    later = f"document.querySelectorAll('{LATER_ROWS}').forEach(row => row.remove())"
    page.evaluate(later)
    for view in views:
        show_view(page, view)
        violations, undecided = run_axe(page, contrast=view.contrast)
        result.axe[view.name] += violations
        result.undecided = max(result.undecided, undecided)


def _judge_spacing(page: Page, result: PageResult) -> None:
    """Set the spacing that a reader may choose; nothing may be cut off or leave the page."""
    page.add_style_tag(content=SPACING)
    for width in (1280, 640, 320):
        show_view(page, View("", width))
        for check in ("sideways", "clipped", "scrollAreas"):
            result.other += [f"spacing at {width}: {text}" for text in ask(page, check)]


def _walk(page: Page, result: PageResult) -> None:
    """Press Tab through the whole page: each stop has a ring, is in view, and comes in order."""
    show_view(page, View("", 1280, unfolded=False))
    page.add_style_tag(content="html { scroll-behavior: auto !important }")
    last = -1
    for _press in range(MOST_STOPS):
        page.keyboard.press("Tab")
        state = page.evaluate(f"() => {SCRIPT}.focusState()")
        if state is None or state["order"] == last:
            return
        faults = {
            "no ring": not state["ring"],
            "not in view": not state["shown"],
            "covered": state["covered"],
            "before its turn": state["tabindex"] > 0 or state["order"] < last,
        }
        result.other += [
            f"focus {fault}: {state['name']}" for fault, found in faults.items() if found
        ]
        result.stops, last = result.stops + 1, state["order"]
    result.other.append(f"more than {MOST_STOPS} stops of the keyboard")
