"""The bar at the head of every page: where one can go, in the order in which it is shown."""

NAV = (
    ("/happenings", "Happenings"),
    ("/actors", "Actors"),
    ("/dyad", "Two parties"),
    ("/network", "Network"),
    ("/commitments", "Commitments"),
    ("/stories", "Stories"),
    ("/reports", "Reports"),
    ("/try", "Try it"),
    ("/status", "Status"),
)
"""Path and words of each entry."""
