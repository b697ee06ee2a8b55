package pl.rozmowa.conversation;

/** How many conversations a member finds in each part of the list that is to be worked off. */
record SectionCounts(int mine, int unassigned, int waitingForUs, int waitingForThem, int snoozed) {}
