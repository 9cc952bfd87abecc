"""Files → Dataset, or every problem with its place."""
