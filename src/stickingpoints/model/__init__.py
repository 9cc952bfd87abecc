"""The records, and what follows from them."""
