"""Posts: who gets, leaves, hands over or keeps which, at which company."""
