"""A folder of articles: planned, translated in one pooled stream, resumed after anything."""
