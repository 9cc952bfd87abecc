"""The texts of the records: the small Markdown, differences of words, Markdown for a forge, JSON."""
