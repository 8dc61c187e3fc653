"""Who belongs to whom: the tree of organisations and what an actor sees of it."""
