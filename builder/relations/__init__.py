"""What follows from what the items say: who retells whom, which numbers fit, what became of what."""
