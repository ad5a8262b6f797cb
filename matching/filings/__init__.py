"""What a filing says, item by item: the text of an 8-K in, events out. Pure, as all of matching."""
