"""Dataset → PDF."""
