"""The commands that write what the program knows: schema, translations, tables, completion."""

from __future__ import annotations

from pathlib import Path

import click

from stickingpoints.cli import output
from stickingpoints.cli.options import FILE, command, plain_command, to_file, to_folder
from stickingpoints.cli.output import Console
from stickingpoints.problems import CallError
from stickingpoints.reading.project import Project


@command("translations", "translations fr")
@click.argument("code", help="A language code, such as uk.")
@to_folder("languages in the project folder")
def translations(project: Project, console: Console, code: str, to: Path | None) -> int:
    """Create or update the translations of the interface into a language, CODE.po."""
    from stickingpoints.i18n.catalog import missing_translations, read_catalog, update

    project.require_root()
    path = update(project.root, code, to)
    console.echo(f"Wrote {path}")
    read_catalog(path, code)  # raises for faulty translations, which were kept
    output.problems(missing_translations(path, code))
    return 0


@command("schema", "schema --to schema.json")
@to_file("schema/stickingpoints.schema.json in the project folder")
def schema(project: Project, console: Console, to: Path | None) -> int:
    """Write the JSON Schema that text editors check the data with."""
    from stickingpoints.exports.json_schema import editing_schema_bytes, is_editing_schema
    from stickingpoints.safe_writes import keep_others_file, write

    project.require_root()
    target = to or project.root / "schema" / "stickingpoints.schema.json"
    keep_others_file(target, is_editing_schema, "a schema")
    write({target: editing_schema_bytes()})
    console.echo(f"Wrote {target}")
    return 0


@command("fields", "fields --check")
@click.option(
    "--to",
    type=FILE,
    metavar="PATH",
    help="The file that has every table, or a folder of pages of which each may have some "
    "(default: CONTRIBUTING.md in the project folder).",
)
@click.option("--check", is_flag=True, help="Write nothing; fail if a table is out of date.")
def fields(project: Project, console: Console, to: Path | None, *, check: bool) -> int:
    """Update the tables of fields, rules and commands in the documentation."""
    from stickingpoints.bounded_files import read_text
    from stickingpoints.build.reference_tables import renewed
    from stickingpoints.problems import display_path
    from stickingpoints.safe_writes import write_texts

    project.require_root()
    texts = renewed(to or project.root / "CONTRIBUTING.md", generated_tables())
    before = {path: read_text(path, display_path(path)) for path in texts}
    changed = {path: text for path, text in texts.items() if text != before[path]}
    if not check:
        write_texts(changed)
    for path in changed:
        if check:
            output.echo(f"{path}: a table is out of date; update it with: stickingpoints fields")
        else:
            console.echo(f"Wrote {path}")
    return 1 if check and changed else 0


def generated_tables() -> dict[str, str]:
    """Return the generated tables of a guide for editors, by name."""
    from stickingpoints.build import reference_tables
    from stickingpoints.cli.program import program

    return {
        "fields": reference_tables.fields(),
        "rules": reference_tables.rules(),
        "commands": reference_tables.commands(program),
        "placeholders": reference_tables.placeholders(),
    }


@plain_command("completion", "completion bash >> ~/.bashrc")
@click.argument(
    "shell", type=click.Choice(["bash", "zsh", "fish"]), help="The shell to complete in."
)
def completion(shell: str) -> int:
    """Print the script that completes commands and options in a shell.

    \b
    To have it in every new shell:
      bash  stickingpoints completion bash >> ~/.bashrc
      zsh   stickingpoints completion zsh >> ~/.zshrc
      fish  stickingpoints completion fish > ~/.config/fish/completions/stickingpoints.fish
    """  # noqa: D301  \b keeps click from joining the lines
    from click.shell_completion import get_completion_class

    from stickingpoints.cli.program import program

    completing = get_completion_class(shell)
    if completing is None:
        raise CallError(f"there is no completion for {shell}")
    output.echo(completing(program, {}, "stickingpoints", "_STICKINGPOINTS_COMPLETE").source())
    return 0
