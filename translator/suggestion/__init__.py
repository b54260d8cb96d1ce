"""Growing a glossary: names that recur in texts and that no concept covers."""
