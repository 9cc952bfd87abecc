"""Formats that people keep → records: tables (CSV), CSL-JSON, BibTeX, the metadata of a web page.

What is read here may come from a stranger. A value is data or a problem with its place, never
anything else, and whatever reaches a file of `data/` has passed the check.
"""
