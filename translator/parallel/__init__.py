"""Source and target side by side, and the files they are written to."""
