"""The one place where dragoman's version stands for the code; it equals pyproject.toml (tested)."""

VERSION = "0.1.0"
