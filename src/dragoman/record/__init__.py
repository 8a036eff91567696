"""The nouns of dragoman: frozen, without behaviour; every stage takes and returns them."""
