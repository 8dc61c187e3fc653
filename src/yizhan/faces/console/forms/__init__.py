"""What is typed on the pages of this face, where the apps have no form of their own for it."""
