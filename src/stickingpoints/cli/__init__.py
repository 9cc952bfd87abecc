"""The command `stickingpoints`: one module for each group of commands.

`program.py` names the commands and loads only the module of the one that is called; modules that
only some commands need are imported by those commands. Both so that `check` starts fast.
"""

from stickingpoints.cli.program import main

__all__ = ["main"]
