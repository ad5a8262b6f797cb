"""What docs/running.md offers can be used: the unit, the image's file, and the commands that stand in it."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest
from typer.main import get_command

from callnow.paths import ROOT
from flows.cli import app

DOCS = ROOT / "docs"
RUNNING = (DOCS / "running.md").read_text(encoding="utf-8")
INSTRUCTIONS = {
    "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "ONBUILD", "RUN",
    "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
}  # fmt: skip


def unit() -> ConfigParser:
    parser = ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # systemd's names have capitals
    parser.read_string((DOCS / "callnow.service").read_text(encoding="utf-8"))
    return parser


def test_the_unit_serves_its_own_home_and_stays_down_where_a_setting_is_wrong() -> None:
    """It starts `callnow serve` as a user of its own in the folder that systemd makes for it."""
    service = unit()["Service"]
    assert service["ExecStart"].split()[1:] == ["serve"]
    assert f"CALLNOW_HOME=/var/lib/{service['StateDirectory']}" in service["Environment"]
    assert (service["User"], service["RestartPreventExitStatus"]) == ("callnow", "2")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here")
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    """Every line of it is one that systemd knows; only the program is another, for /opt/callnow is not here."""
    text = (DOCS / "callnow.service").read_text(encoding="utf-8")
    (tmp_path / "callnow.service").write_text(text.replace("/opt/callnow/bin/callnow", "/bin/true"))
    verify = ["systemd-analyze", "verify", "--man=no", str(tmp_path / "callnow.service")]
    told = subprocess.run(verify, capture_output=True, text=True, timeout=60, check=False)
    assert "callnow.service" not in told.stderr, told.stderr
    assert told.returncode == 0


def instructions(text: str) -> list[tuple[str, str]]:
    """The instructions of a Containerfile with what follows each; lines that go on are joined, comments left out."""
    whole = re.sub(r"\\\n", " ", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE))
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in whole.splitlines() if line.strip()]


def test_the_containerfile_builds_from_what_is_here() -> None:
    """It begins with FROM, knows its instructions, copies files that exist, and every package of ours."""
    found = instructions((DOCS / "Containerfile").read_text(encoding="utf-8"))
    assert found[0][0] == "FROM"
    assert {name for name, _ in found} <= INSTRUCTIONS
    stages = {words.split()[-1] for name, words in found if name == "FROM" and " AS " in words}
    copied = []
    for words in (shlex.split(words) for name, words in found if name == "COPY"):
        if words[0].startswith("--from="):
            assert words[0].removeprefix("--from=") in stages
        else:
            copied += words[:-1]
    assert [source for source in copied if not (ROOT / source).exists()] == []
    assert {"callnow", "sources", "matching", "delivery", "flows", "data", "constraints.txt"} <= set(copied)


def test_the_builder_of_an_image_is_given_no_home_and_no_secret() -> None:
    """Whatever is copied stays in the builder's cache, also what no later stage takes on."""
    left_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {".env", "callnow.toml", "data/var"} <= set(left_out)


def test_what_the_image_runs_are_commands_of_callnow() -> None:
    """CMD and HEALTHCHECK name commands that there are, and the last user is not root."""
    found = instructions((DOCS / "Containerfile").read_text(encoding="utf-8"))
    commands = [re.findall(r'"(\w+)"', words) for name, words in found if name in {"CMD", "HEALTHCHECK"}]
    assert [words[0] for words in commands] == ["callnow"] * len(commands) != []
    assert {words[1] for words in commands} <= set(get_command(app).commands)  # type: ignore[attr-defined]
    assert [words for name, words in found if name == "USER"] == ["callnow"]


def test_the_commands_of_the_guide_are_there() -> None:
    """Each `callnow …` of docs/running.md is a command."""
    known = set(get_command(app).commands)  # type: ignore[attr-defined]
    blocks = "\n".join(re.findall(r"```\w+\n(.*?)```", RUNNING, re.S))
    said = set(re.findall(r"(?:^|/bin/| callnow )callnow ([a-z][a-z-]+)", blocks, re.MULTILINE))
    assert {"config", "status", "import", "feeds", "run", "follow-ups"} <= said
    assert said <= known


@pytest.mark.parametrize("path", re.findall(r"\]\((?!https?:)([^)#]+)", RUNNING))
def test_links_lead_to_files(path: str) -> None:
    """Files that the guide links to are there."""
    assert (DOCS / path).exists()
