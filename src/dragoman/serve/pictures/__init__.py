"""Answers of an archive come in; Pictures go out: SVG drawn here, without script or style, each with the table that holds its numbers."""
