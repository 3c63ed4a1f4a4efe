"""Document → files: one module or package a format; they do not see each other."""
