"""What the data must meet beyond its types, and how problems are reported."""
