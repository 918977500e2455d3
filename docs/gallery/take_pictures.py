"""Take the pictures of docs/gallery with Chromium: `make gallery`.

Runs the real provincial figures and the five invented regions of data/ into a folder of its own,
opens reports and catalogue with the network cut, and writes PNG pictures at 1280 and 390 pixels,
light and dark, and of the A4 pages. Of the other regions, of the public edition and of the English
page of the quality report it takes the first screen. README.md here says what each picture shows.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

GALLERY = Path(__file__).resolve().parent
PROJECT = GALLERY.parents[1]
REPORT = Path("internal", "lima-provinsi", "2021", "area_indicators", "index.html")
QUALITY = "{edition}/{region}/2026-TW3/data_quality/index.html"
INTERNAL = "internal/{region}/2026-TW3/{report}/index.html"
REVIEW = INTERNAL.replace("{report}", "performance_review")
PAGES = {
    "area_indicators": REPORT,
    "data_quality": Path(QUALITY.format(edition="internal", region="jambi")),
    "performance_review": Path(REVIEW.format(region="jambi")),
    "performance_review_kotabumi": Path(REVIEW.format(region="kotabumi")),
    "competency_training": Path(INTERNAL.format(region="andir", report="competency_training")),
    "training_impact": Path(INTERNAL.format(region="mamuju", report="training_impact")),
    "change_resistance": Path(INTERNAL.format(region="kotabumi", report="change_resistance")),
    "catalogue": Path("internal", "index.html"),
}
OTHERS = ("andir", "mamuju", "kotabumi", "wanggar")
PARAMS = ("provinsi", "jambi", *OTHERS)
VIEWS = {
    "1280": (1280, 900, "light"),
    "390": (390, 844, "light"),
    "dark": (1280, 900, "dark"),
    "390-dark": (390, 844, "dark"),
}
FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
LONGEST = 5200  # pixels of a whole page kept in a picture
COLOURS = 128  # of a picture; text stays sharp, and the file takes a third of the space


def main() -> None:
    """Make every picture again."""
    executable = shutil.which("chromium")
    if executable is None:
        sys.exit("chromium tidak ada. Pasang paket Debian 'chromium', lalu: make gallery")
    for old in GALLERY.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        out, english = Path(folder) / "reports", Path(folder) / "english"
        for name in PARAMS:
            run_reports(name, out)
        run_reports("jambi", english, "--lang", "en", "--report", "data_quality")
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        for name, page in PAGES.items():
            photograph(browser, out / page, name)
        screens = {
            region: out / QUALITY.format(edition="internal", region=region) for region in OTHERS
        }
        screens["public"] = out / QUALITY.format(edition="public", region="jambi")
        screens["english"] = english / QUALITY.format(edition="internal", region="jambi")
        for name, path in screens.items():
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(path.as_uri())
            page.screenshot(path=GALLERY / f"data_quality-{name}.png")
            page.close()
        browser.close()
    for picture in sorted(GALLERY.glob("*.png")):
        shrink(picture)
        print(f"{picture.relative_to(PROJECT)}  {picture.stat().st_size // 1000} kB")


def run_reports(name: str, out: Path, *options: str) -> None:
    """Run what a params file asks for into a folder of its own; say nothing unless it fails."""
    command = [sys.executable, "-m", "kinerja_lib", "run", f"params/{name}.yaml", "--out", out]
    done = subprocess.run(
        [*command, *options], cwd=PROJECT, check=False, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(done.stderr)


def shrink(picture: Path) -> None:
    """Keep `COLOURS` colours of a picture, so that the gallery stays small."""
    with Image.open(picture) as image:
        small = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(picture, optimize=True)


def photograph(browser: Browser, path: Path, name: str) -> None:
    """Take one page in every view, whole at 1280 and 390, and its first A4 pages."""
    for view, (width, height, scheme) in VIEWS.items():
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, offline=True
        )
        page = context.new_page()
        page.goto(path.as_uri())
        page.screenshot(path=GALLERY / f"{name}-{view}.png")
        if scheme == "light":
            whole = min(page.evaluate("document.documentElement.scrollHeight"), LONGEST)
            clip = {"x": 0, "y": 0, "width": width, "height": whole}
            target = GALLERY / f"{name}-{view}-whole.png"
            page.screenshot(path=target, full_page=True, clip=clip)
        if view == "1280":
            paper(page, name)
        context.close()


def paper(page: Page, name: str) -> None:
    """Print to A4 and turn the first two pages into one picture each."""
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "page.pdf"
        page.pdf(path=str(pdf), prefer_css_page_size=True, tagged=True)
        tool = shutil.which("pdftoppm")
        if tool is None:
            sys.exit("pdftoppm tidak ada. Pasang paket Debian 'poppler-utils', lalu: make gallery")
        for number in ("1", "2"):
            single = ["-f", number, "-l", number, "-singlefile"]
            target = GALLERY / f"{name}-a4-{number}"
            subprocess.run([tool, "-r", "70", *single, "-png", pdf, target], check=False)


if __name__ == "__main__":
    main()
