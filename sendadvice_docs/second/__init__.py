"""The second reader: learned weights that read a sentence beside a rule, and find or doubt what the rule found."""
