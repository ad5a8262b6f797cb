"""Layer 1: what it means and whom it concerns — events, companies, stories, triggers, cadence."""
