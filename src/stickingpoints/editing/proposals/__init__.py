"""The completed forms of a forge → edits of the data, a module for each form."""
