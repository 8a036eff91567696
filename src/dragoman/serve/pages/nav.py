"""The bar at the head of every page: where one can go, in the order in which it is shown."""

NAV = (
    ("/happenings", "Happenings"),
    ("/reports", "Reports"),
    ("/try", "Try it"),
    ("/status", "Status"),
)
"""Path and words of each entry."""
