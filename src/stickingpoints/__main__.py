"""`python -m stickingpoints` is the command `stickingpoints`."""

import sys

from stickingpoints.cli import main

if __name__ == "__main__":
    sys.exit(main())
