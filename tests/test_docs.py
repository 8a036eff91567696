"""The docs are true: what they name is there, and what is there they name."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import dragoman
from dragoman.codebook.load import load_codebook
from dragoman.flow import code_document
from dragoman.kit import load_kit
from dragoman.record.arrow import event_schema
from dragoman.record.event import Event
from dragoman.version import VERSION

ROOT = Path(__file__).parent.parent


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_ci_runs_the_very_commands_of_the_readme() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", read("README.md"), re.S)
    test_lines = blocks[1].strip().splitlines()
    ci = read(".ci/run").splitlines()
    for line in test_lines:
        for command in line.split(" && "):
            assert any(command in run for run in ci), command


def test_the_record_that_the_readme_shows_is_what_the_sample_gives() -> None:
    report = next(iter(dragoman.read_documents([str(files("dragoman.sample") / "report.html")])))
    event = next(e for e in code_document(report, load_kit()).events if e.event == "THREATEN" and e.mode == "relations")
    assert event.deadline is not None
    voucher = event.attribution[0]
    shown = " ".join(re.findall(r"```text\n(.*?)```", read("README.md"), re.S)[0].split())
    for words in (event.content, event.condition, event.deadline):
        assert words is not None
        assert f"“{words.text}”" in shown
    assert (
        f"according to {voucher.identifier_text} [{voucher.code} {voucher.sector[0]}] {event.confidence:.2f}" in shown
    )


def test_one_version() -> None:
    assert tomllib.loads(read("pyproject.toml"))["project"]["version"] == VERSION
    assert f"## {VERSION}" in read("CHANGELOG.md")


def test_fields_are_one_list() -> None:
    """The record's dataclass, its Arrow schema and docs/record.md name the same fields in the same order."""
    names = list(Event.__dataclass_fields__)
    assert event_schema().names == names
    table = read("docs/record.md")
    documented = [n for cell in re.findall(r"^\| (`[^|]+) \|", table, re.M) for n in re.findall(r"`(\w+)`", cell)]
    assert documented[: len(names)] == names


def test_every_option_is_documented() -> None:
    import click
    import typer

    from dragoman.cli.main import app

    group = typer.main.get_command(app)
    assert isinstance(group, click.Group) or hasattr(group, "commands")
    page = read("docs/commands.md")
    for name, command in group.commands.items():
        assert f"dragoman {name}" in page
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("--"):
                    assert f"`{option}`" in page, option


def test_every_type_and_mode_is_documented_and_has_rules() -> None:
    codebook = load_codebook()
    page = read("docs/codebook.md")
    have = {(rule.event, rule.mode) for rule in codebook.rules}
    for name, entry in codebook.types.items():
        assert f"`{name}`" in page
        for mode in entry.modes:
            assert (name, mode) in have, f"no rule for {name} {mode}"
            assert mode in page


def test_no_machine_path_or_shared_text_is_in_the_docs() -> None:
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        assert "/work/" not in path.read_text(encoding="utf-8"), path.name
