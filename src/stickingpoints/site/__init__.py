"""Dataset → pages."""
