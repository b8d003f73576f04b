"""The README is true: its commands run, its samples are what the demo prints, no verb is missing.

UPDATE_README=1 writes the samples anew.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from aggregator.cli import VERBS

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BIN = Path(sys.executable).parent
TEXT = README.read_text("utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", TEXT, re.S) for line in block.splitlines()]
MAKE = sorted({*(line for line in COMMANDS if line.startswith("make")), *re.findall(r"`(make [^`]+)`", TEXT)})
SMALLER = {
    "make test": 'PYTEST_ADDOPTS="-n 0 tests/section/test_choose.py"',
    "make test-lowest": 'PYTEST_ADDOPTS="-n 0 tests/section/test_choose.py"',
    "make bench": 'BENCH="crawl" BENCH_SHARE=0.01',
    "make bench BENCH=rooms": "BENCH_SHARE=0.1",
}
"""What shortens a command that runs this test itself, or for minutes."""
STANDING = (".venv/ready", ".venv/bench-ready", ".venv/data-ready", ".venv-lowest/ready")
"""What the first of the commands makes out of a package index, and stands here already."""
Demo = tuple[subprocess.CompletedProcess[str], str]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this checkout whose registry and web are the demo's, and whose set-up is this one."""
    folder = tmp_path_factory.mktemp("checkout") / "copy"
    shutil.copytree(
        ROOT, folder, ignore=shutil.ignore_patterns(".git", ".venv*", "*.db*", "drafts", "*.egg-info")
    )
    shutil.copy(ROOT / "data" / "demo" / "sources.toml", folder / "data" / "sources.toml")
    for name in (".venv", ".venv-lowest"):
        (folder / name).symlink_to(BIN.parent)
    return folder


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs a command line as a user types it; the web is the demo's replica."""
    environment = {
        **{
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("MAKE", "MFLAGS", "PYTEST_", "PYTHONDONTWRITEBYTECODE"))
        },
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "AGGREGATOR_REPLICA": str(folder / "data" / "demo"),
    }
    return subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


def make(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs a make command; the set-up that it begins with stands already."""
    standing = " ".join(f"--old-file={name}" for name in STANDING)
    return run(f"{command} {standing} {SMALLER.get(command, '')}", folder)


@pytest.fixture(scope="module")
def demo(checkout: Path) -> Demo:
    """What `make demo` prints, and the section that it writes."""
    done = make("make demo", checkout)
    assert done.returncode == 0, done.stderr
    return done, (checkout / "data" / "drafts" / "2024-12.md").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("command", MAKE)
def test_a_make_command_runs(command: str, checkout: Path, request: pytest.FixtureRequest) -> None:
    if command == "make lint" and not (ROOT / ".venv" / "bin" / "mypy").exists():
        pytest.skip("the linters are not set up in .venv")
    folder = ROOT if command == "make lint" else checkout  # what mypy knows of a checkout is of that place
    done = request.getfixturevalue("demo")[0] if command == "make demo" else make(command, folder)
    assert done.returncode in ((0, 2) if command == "make crawl" else (0,)), done.stderr
    assert "Traceback" not in done.stderr, done.stderr


@pytest.mark.slow
def test_make_demo_prints_the_section_and_where_it_is(demo: Demo) -> None:
    done, section = demo
    assert section in done.stdout
    assert "data/drafts/2024-12.md" in done.stdout.splitlines()[-1]


@pytest.mark.slow
def test_every_command_runs_in_the_order_of_the_readme(checkout: Path) -> None:
    commands = [line for line in COMMANDS if not line.startswith("make")]
    assert len(commands) > 5
    for command in commands:
        done = run(command, checkout)
        assert done.returncode in (0, 1), f"{command}: {done.stderr}"
        assert "Traceback" not in done.stderr, done.stderr


@pytest.mark.slow
def test_the_sample_section_is_what_the_demo_writes(demo: Demo) -> None:
    _, section = demo
    shown = re.sub(r'(base64,.{12})[^"]*', r"\1…", section)
    assert sample("section", shown.strip(), "markdown") == shown.strip()


def test_the_sample_answer_is_what_dates_says(checkout: Path) -> None:
    (command,) = [line for line in COMMANDS if line.endswith("aggregator dates")]
    answer = run(command, checkout).stdout.strip()
    assert json.loads(sample("dates", answer, "json")) == json.loads(answer)


def test_every_verb_is_in_the_table() -> None:
    table = re.search(r"<!-- verbs -->(.*?)<!-- /verbs -->", README.read_text("utf-8"), re.S)
    assert table
    named = set(re.findall(r"`(?:aggregator )?([a-z]+)[^`]*`", table[1]))
    assert set(VERBS) <= named


def test_every_room_is_in_the_table() -> None:
    text = README.read_text("utf-8")
    rooms = {path.parent.name for path in (ROOT / "aggregator").glob("*/__init__.py")}
    assert not [room for room in rooms if f"`aggregator/{room}/`" not in text]


def sample(name: str, text: str, language: str) -> str:
    """What stands in the README between the marks of this name, fence left out; UPDATE_README=1 mends it."""
    whole = README.read_text("utf-8")
    marks = re.compile(rf"(<!-- {name} -->\n```{language}\n)(.*?)(\n?```\n<!-- /{name} -->)", re.S)
    found = marks.search(whole)
    assert found, name
    if os.environ.get("UPDATE_README"):
        README.write_text(whole[: found.start(2)] + text + "\n" + whole[found.end(2) :].lstrip("\n"), "utf-8")
        return text
    return found[2].strip()
