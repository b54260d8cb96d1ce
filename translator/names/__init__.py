"""Names that no glossary lists, offered to the engine as concepts of the article alone."""
