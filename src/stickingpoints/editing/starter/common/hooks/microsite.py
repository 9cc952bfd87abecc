"""Connects MkDocs to the generator: MkDocs calls every handler named `on_*` in this file."""

from stickingpoints.build.mkdocs_hooks import (
    on_config,
    on_env,
    on_files,
    on_page_content,
    on_page_markdown,
    on_page_read_source,
    on_post_build,
)

__all__ = [
    "on_config",
    "on_env",
    "on_files",
    "on_page_content",
    "on_page_markdown",
    "on_page_read_source",
    "on_post_build",
]
