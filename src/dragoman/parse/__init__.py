"""Documents' sentences come in; the same sentences with tokens and normalised grammar go out."""

PARSERS = {"spacy": "dragoman.parse.spacy_parser:SpacyParser"}
