"""Explainer microsites for stuck negotiations: the core, free of any site generator."""
