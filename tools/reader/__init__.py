"""Trains the learned reader: data.py makes examples of annotated reports, model.py is the network, train.py fits and exports it."""
