"""What many tests share: the project folder, the real report run once, and a browser."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]


def run_kinerja(*arguments: object, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does; the caller looks at exit code and output."""
    environment = {**os.environ, "KINERJA_PROJECT": str(PROJECT)}
    return subprocess.run(
        [sys.executable, "-m", "kinerja_lib", *map(str, arguments)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="session")
def project() -> Path:
    return PROJECT


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output root after one run of the real provincial figures."""
    out = tmp_path_factory.mktemp("published") / "reports"
    done = run_kinerja("run", "params/provinsi.yaml", "--out", out)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="session")
def training_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """Source, rows set aside and output root of both training reports of the smallest region."""
    from tools.recompute_training import make_run

    return make_run(tmp_path_factory.mktemp("training"))


@pytest.fixture(scope="session")
def report_folders(published: Path) -> dict[str, Path]:
    """The published folder of each edition."""
    place = Path("lima-provinsi") / "2021" / "area_indicators"
    return {name: published / name / place for name in ("internal", "public")}


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Debian's Chromium; without it these tests skip and say so, in CI they fail."""
    executable = shutil.which("chromium")
    if executable is None:
        message = "Chromium is not installed: browser tests did not run"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def survey_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """Source, rows set aside and output root of the survey report of the smallest region."""
    from tools.recompute_survey import make_run

    return make_run(tmp_path_factory.mktemp("survey"))
