"""The rows of the death matrix: how a transaction ends badly, and what must be true afterwards."""
