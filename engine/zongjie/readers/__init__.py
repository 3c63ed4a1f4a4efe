"""Files → Document: one module a format, which do not see each other; `files` reads any."""
