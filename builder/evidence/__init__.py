"""The words of an item and the text of its source: found, vouched for, covered, still there."""
