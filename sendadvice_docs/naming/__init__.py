"""Names of people in prose: which words are names, whose names an advice knows, and what the words around them tell."""
