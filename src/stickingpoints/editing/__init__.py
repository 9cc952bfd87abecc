"""What changes the files of `data/`: formatting, fixes, stubs of new records, completed forms.

Nothing here is needed to read the data or to build from it, and nothing here writes anywhere but
into files of the data folder. They are changed as trees that keep their comments (ruamel.yaml).
"""
