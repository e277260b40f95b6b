"""The kinds of rule: one module each, every one offering `build(rule) -> Check`."""
