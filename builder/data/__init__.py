"""Site -> the files for machines."""
