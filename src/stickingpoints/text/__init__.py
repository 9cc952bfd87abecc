"""The texts of the records: inline Markdown, differences, Markdown for a forge, JSON."""
