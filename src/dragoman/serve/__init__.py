"""An archive comes in; pages go out, in a browser."""
