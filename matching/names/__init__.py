"""From a name in the news to the right employer: normalise, look up, score, judge."""
