"""What changes the files of `data/`: their layout, safe mends, stubs for new records, and filled forms.

Nothing here is needed to read the data or to build from it, and nothing here writes anywhere but into YAML files of the
data folder. Files are changed through a round trip that keeps comments (ruamel.yaml) or by adding lines.
"""
