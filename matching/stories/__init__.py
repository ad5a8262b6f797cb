"""Stories: the reports of one event joined and corrected, and the stories of one change told together."""
