"""Facts that cannot both be true: ages, dates and amounts that contradict each other, in one text and across fields."""
