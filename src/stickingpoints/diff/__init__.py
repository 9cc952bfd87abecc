"""Two datasets → what changed in meaning, riskiest first; and what a change must bring along.

    revisions ──▶ compare ──▶ change ──▶ as_text, as_markdown, as_json
                  quote_marks, other_files ──▶
                  support ──▶ base_rules

`reports.py` puts them together. Nothing here knows YAML but `revisions`, which has `reading` read
it.
"""
