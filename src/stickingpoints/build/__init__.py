"""One read, everything published from it, then the swap."""
