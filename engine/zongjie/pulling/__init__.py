"""Edits that people made in Word → edits of the YAML."""
