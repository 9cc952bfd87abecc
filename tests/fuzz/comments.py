"""What the job that may comment makes of an artifact: one comment that calls nobody, or a fault."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from pathlib import Path

from forge import Forge

POST = "Post the diff or renew it"
HEAD = "5f2c0c1d9e3b4a7786f1a2b3c4d5e6f708192a3b"
LONGEST = 65_536  # characters, of a comment

_ANSWERS = {
    "pulls/12": json.dumps({"head": {"sha": HEAD}}).encode(),
    "issues/12/comments?": b"[[]]",
}
_ASKED = [
    "api repos/example/site/pulls/12",
    "api repos/example/site/issues/12/comments?per_page=100 --paginate --slurp",
    "api repos/example/site/issues/12/comments --input -",
]


def fault_of_posting(file: Path) -> str:
    """Return what is wrong with how a file is posted as an artifact, or ""."""
    return fault_of_comment(file.read_bytes())


def fault_of_comment(artifact: bytes) -> str:
    """Return what is wrong with how an artifact is posted by the script of the workflow, or ""."""
    with tempfile.TemporaryDirectory() as scratch:
        forge = Forge(Path(scratch))
        handed_over = forge.folder / "work" / "diff"
        handed_over.mkdir(parents=True)
        (handed_over / "12").write_bytes(artifact)
        return _fault(forge.run("comment", POST, _ANSWERS, HEAD=HEAD), forge)


def _fault(done: subprocess.CompletedProcess[str], forge: Forge) -> str:
    if done.returncode or done.stdout or done.stderr:
        return f"status {done.returncode}, {done.stdout}{done.stderr}"
    if [call.line for call in forge.calls] != _ASKED:
        return f"the forge was asked {[call.line for call in forge.calls]}"
    body = json.loads(forge.calls[-1].given)["body"]
    if len(body) >= LONGEST:
        return f"a comment of {len(body)} characters"
    called = re.search(r".*@\w.*", body)
    return f"somebody is called: {called[0]}" if called else ""
