"""Who and where there is: facts about countries, bodies, people and places, without language rules."""
