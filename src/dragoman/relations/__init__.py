"""Happenings come in; how parties stand with each other goes out: pure functions, without SQL, clock or chance."""

from dragoman.relations.network import make_network
from dragoman.relations.profile import make_profile
from dragoman.relations.relate import relate_parties
from dragoman.relations.stories import link_stories

__all__ = ["link_stories", "make_network", "make_profile", "relate_parties"]
