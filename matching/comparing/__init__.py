"""Whether two tellings mean the same: one module for each of companies, persons, places, and amounts.

Each comparison answers None where one of the two says nothing: a report that leaves the amount out does not contradict
one that gives it. Dates have their own rules in callnow.dates; which employer of a list a name means, in
matching.names.
"""
