"""Other people's formats, in and out: nothing is dropped in silence."""
