"""The open data, read with the tools of the people who build on it.

A package, so that its `conftest.py` and the one above it are two modules.
"""
