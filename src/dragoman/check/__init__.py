"""The codebook and gold come in; whether dragoman does what they say goes out."""
