"""`edit`: a page on this machine with a form for every record, for editors without git or YAML.

    snapshot ──▶ forms ──▶ pages (HTML)
       ▲           │
       │           ▼
    writing ◀── drafts ──▶ check, preview, diff

`server` decides who may ask, and hands what was posted to `drafts`. Nothing is written before an
editor has seen what it changes in meaning.
"""
