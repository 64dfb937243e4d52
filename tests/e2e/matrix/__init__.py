"""Ways for a transaction to end badly, each with what must be true afterwards."""
