"""The units and what the page about them promises."""

from __future__ import annotations

import re
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import click
import pytest

from aggregator.cli import main
from aggregator.store import Outcome

ROOT = Path(__file__).parents[2]
UNITS = sorted((ROOT / "deploy").glob("aggregator-*"))
HARDENED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "CapabilityBoundingSet": "",
    "User": "aggregator",
}


class Unit(RawConfigParser):
    """A systemd unit, whose keys may repeat: of those the last is read."""

    def __init__(self, path: Path) -> None:
        super().__init__(strict=False)
        self.optionxform = str
        self.read(path)


def test_systemd_accepts_the_units(tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not here")
    for unit in UNITS:
        text = unit.read_text().replace("/opt/aggregator/.venv/bin/aggregator", shutil.which("true"))
        (tmp_path / unit.name).write_text(text)
    command = ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / unit.name) for unit in UNITS)]
    checked = subprocess.run(command, capture_output=True, text=True, timeout=600)
    if "Failed to" in checked.stderr and "manager" in checked.stderr:
        pytest.skip(f"systemd-analyze cannot work here: {checked.stderr.strip()[:200]}")
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize(
    "path", [unit for unit in UNITS if unit.suffix == ".service"], ids=lambda path: path.name
)
def test_the_services_are_hardened_and_write_only_their_own_folder(path):
    service = Unit(path)["Service"]
    assert {name: service[name] for name in HARDENED} == HARDENED
    assert service["StateDirectory"] == "aggregator"
    assert "ReadWritePaths" not in service


@pytest.mark.parametrize(
    "path", [unit for unit in UNITS if unit.suffix == ".service"], ids=lambda path: path.name
)
def test_the_services_start_what_there_is(path):
    program, *words = Unit(path)["Service"]["ExecStart"].split()
    assert program.endswith("/aggregator")
    with click.Context(main) as context:
        verb = main.get_command(context, words[0])
        assert verb is not None
        known = {option for parameter in verb.params for option in parameter.opts}
    assert {word for word in words[1:] if word.startswith("--")} <= known


def test_the_page_names_verbs_options_units_and_outcomes_that_exist():
    page = (ROOT / "docs" / "deploy.md").read_text()
    for verb, rest in re.findall(r"aggregator (crawl|backup|prune|status|runs)\b([^\n#`;]*)", page):
        with click.Context(main) as context:
            command = main.get_command(context, verb)
            assert command is not None
            known = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known, f"{verb}{rest}"
    assert {outcome.value for outcome in Outcome} <= set(re.findall(r"\| `(\w+)` \|", page))
    assert {unit.name for unit in UNITS} == set(re.findall(r"\| `(aggregator-[\w.-]+)` \|", page))
