"""What many tests share: the project folder, the real report run once, and a browser."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock

PROJECT = Path(__file__).resolve().parents[1]
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]


def pytest_configure(config: pytest.Config) -> None:
    """Keep the order below among the workers of `-n`, which sort by number of tests otherwise."""
    config.option.loadscopereorder = False


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests first, so that no worker is left with a long one at the end."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def run_kinerja(
    *arguments: object, cwd: Path = PROJECT, project: Path = PROJECT, timeout: int = 300
) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does; the caller looks at exit code and output."""
    environment = {**os.environ, "KINERJA_PROJECT": str(project)}
    return subprocess.run(
        [sys.executable, "-m", "kinerja_lib", *map(str, arguments)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


@pytest.fixture(scope="session")
def project() -> Path:
    return PROJECT


@pytest.fixture(scope="session")
def make_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Fill a folder once for all workers of this test run; whoever comes second only waits."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def once(name: str, fill: Callable[[Path], object]) -> Path:
        folder, made = base / f"once-{name}", base / f"once-{name}.made"
        with FileLock(base / f"once-{name}.lock"):
            if not made.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                fill(folder)
                made.touch()
        return folder

    return once


@pytest.fixture(scope="session")
def published(make_once: Callable[..., Path]) -> Path:
    """The output root after one run of the real provincial figures. Read it only."""

    def publish(folder: Path) -> None:
        done = run_kinerja("run", "params/provinsi.yaml", "--out", folder / "reports")
        assert done.returncode == 0, done.stderr

    return make_once("published", publish) / "reports"


@pytest.fixture
def own_copy(published: Path, tmp_path: Path) -> Path:
    """A copy of that output root to publish into."""
    return Path(shutil.copytree(published, tmp_path / "reports", symlinks=True))


@pytest.fixture(scope="session")
def training_run(make_once: Callable[..., Path]) -> tuple[Path, Path, Path]:
    """Source, rows set aside and output root of both training reports of the smallest region."""
    from tools.recompute_training import REGION, make_run

    folder = make_once("training", make_run)
    return folder / REGION, folder / "karantina.csv", folder / "reports"


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
