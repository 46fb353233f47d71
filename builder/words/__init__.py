"""Plain strings, numbers, days and addresses: what every room needs and none of them is about."""
