"""Dataset → the open data: static files under `data/v1/`, and Atom feeds beside the pages.

`open_data.py` makes them all. What may change within a version is promised in
`site/written/data.md`.
"""
