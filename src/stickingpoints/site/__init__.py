"""Dataset → pages."""

from __future__ import annotations

from pathlib import Path

THEME = Path(__file__).parent / "theme"
"""The frame of every page, and in `assets/` its script, styles and icon."""

WRITTEN = Path(__file__).parent / "written"
"""The written pages that come with the generator, for sites that have none of the same name."""
