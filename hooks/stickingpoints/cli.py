"""The command `stickingpoints`."""
from pathlib import Path
from stickingpoints.reading import read
def main():
    r = read(Path("data"))
    for p in r.problems: print(p)
    return 1 if r.errors else 0
