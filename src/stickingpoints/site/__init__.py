"""Dataset → pages."""

from __future__ import annotations

from pathlib import Path

THEME = Path(__file__).parent / "theme"
"""The frame of every page, and in `assets/` its script, styles and icon."""
