"""An installed callnow holds all it needs: it runs outside the checkout, in a home of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from callnow import paths, settings
from callnow.paths import ROOT
from flows.demo.sample import SampleServer

PACKAGES = ("callnow", "sources", "matching", "delivery", "flows")
SECONDS = 240.0  # for one command on a busy machine
KEPT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "SSL_CERT_FILE")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True, timeout=SECONDS, cwd=folder)
    (built,) = folder.glob("callnow-*.whl")
    return built


def tracked(*folders: str) -> set[str]:
    """The files under these folders that git knows and that are there."""
    listed = subprocess.run(["git", "ls-files", *folders], cwd=ROOT, check=True, capture_output=True, text=True)
    return {name for name in listed.stdout.splitlines() if (ROOT / name).is_file()}


def test_the_wheel_holds_every_file_that_ships_and_nothing_of_a_home(wheel: Path) -> None:
    """Each tracked file of data/ and of the packages is inside; data/var, tests and docs are not."""
    inside = set(zipfile.ZipFile(wheel).namelist())
    data = {f"callnow/{name}" for name in tracked("data")}
    code = tracked(*PACKAGES)
    assert "callnow/data/feeds.toml" in data
    assert {Path(name).suffix for name in code} >= {".py", ".sql", ".j2", ".css", ".js", ".csv"}
    assert (data | code) - inside == set()
    tops = {name.split("/")[0] for name in inside if ".dist-info/" not in name}
    assert tops == set(PACKAGES)
    assert [name for name in inside if "/var/" in name or "callnow.duckdb" in name] == []


def test_a_checkout_keeps_its_home_and_an_installed_callnow_has_the_users(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """data/var in a checkout, the platform's folder elsewhere; CALLNOW_HOME and --home win over both."""
    assert paths.default_home() == ROOT / "data" / "var"
    monkeypatch.setattr(paths, "IN_CHECKOUT", False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert paths.default_home().is_relative_to(tmp_path)
    monkeypatch.setenv("CALLNOW_HOME", str(tmp_path / "named"))
    assert settings.home_of(None) == tmp_path / "named"
    assert settings.home_of(tmp_path / "said") == tmp_path / "said"


@dataclass(frozen=True)
class Installed:
    """callnow in an environment of its own, and the person who uses it."""

    scripts: Path
    person: Path
    sample: SampleServer

    def run(self, *words: str, program: str = "callnow", code: int = 0) -> str:
        """What a command prints on stdout; it must end with this exit code."""
        env = {name: os.environ[name] for name in KEPT if name in os.environ} | {
            "HOME": str(self.person),
            "COLUMNS": "160",
            "CALLNOW_FETCH__ALLOW_PRIVATE": json.dumps([self.sample.base.removeprefix("http://")]),
        }
        command = [str(self.scripts / program), *words]
        ran = subprocess.run(
            command, cwd=self.person, env=env, capture_output=True, text=True, timeout=SECONDS, check=False
        )
        assert ran.returncode == code, f"{words}\n{ran.stdout}\n{ran.stderr}"
        return ran.stdout


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    """The wheel in a fresh environment that borrows only what callnow depends on from this one."""
    folder = tmp_path_factory.mktemp("elsewhere")
    person = folder / "person"
    person.mkdir()
    venv.create(folder / "env", with_pip=False, symlinks=True)
    where = {"base": str(folder / "env"), "platbase": str(folder / "env")}
    own = Path(sysconfig.get_path("purelib", "venv", where))
    # The .pth files of a borrowed folder are not read, so the editable install of the checkout is not borrowed.
    (own / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "--python", str(folder / "env" / "bin" / "python"), "install", "--quiet"]
    subprocess.run(
        [*command, "--no-deps", "--no-index", "--force-reinstall", str(wheel)], check=True, timeout=SECONDS, cwd=folder
    )
    with SampleServer(datetime.now(UTC)) as sample:
        yield Installed(folder / "env" / "bin", person, sample)


@pytest.mark.slow
def test_what_runs_is_the_wheel(installed: Installed) -> None:
    """Every package comes from the new environment, none from the checkout, and the home lies with the person."""
    code = (
        f"import json, {', '.join(PACKAGES)}; from callnow import paths; from callnow.settings import home_of; "
        f"print(json.dumps([[p.__file__ for p in ({', '.join(PACKAGES)})], str(paths.DATA), str(home_of(None))]))"
    )
    files, data, home = json.loads(installed.run("-c", code, program="python"))
    environment = installed.scripts.parent
    assert [file for file in [*files, data] if not Path(file).is_relative_to(environment)] == []
    assert installed.run("-m", "callnow", "--version", program="python") == installed.run("--version")
    assert Path(home).is_relative_to(installed.person)


@pytest.mark.slow
def test_it_runs_outside_the_checkout(installed: Installed) -> None:
    """demo, import, feeds add, run, calls and query work from another folder, in the person's own data folder."""
    assert "calls to make now" in installed.run("demo")
    prospects = installed.scripts.parent.glob("lib/python*/site-packages/callnow/data/sample/prospects.csv")
    installed.run("import", str(next(prospects)), code=3)  # one of its rows has no employer
    installed.run("feeds", "add", installed.sample.opml)
    counts = json.loads(installed.run("run", "--json"))
    assert counts["failed"] == 0
    assert counts["new_items"] > 0
    assert counts["call_now"] > 0
    cards = [json.loads(line) for line in installed.run("calls", "--all", "-n", "500", "--json").splitlines()]
    (row,) = installed.run("query", "--json", "SELECT count(*) AS n FROM call_now").splitlines()
    assert json.loads(row)["n"] == sum(1 + len(card["told_with"]) for card in cards) > 0
    assert len(list(installed.person.rglob("callnow.duckdb"))) == 1
