"""Files → Document: one module a format; they do not see each other."""
