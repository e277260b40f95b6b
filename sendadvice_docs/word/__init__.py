"""Word files: opened them safely, filled in, and written so that the same input gives the same bytes."""
