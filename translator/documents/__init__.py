"""Reading articles and writing their translations in the same form."""
