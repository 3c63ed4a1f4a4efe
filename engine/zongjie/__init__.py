"""街道工作总结: YAML indicators to a standard-format annual summary, and back."""

__version__ = "0.1.0"
