package nl.kring.server.evening;

/** A row of {@code head_count}: the first count of a meeting, or a correction of it. */
record HeadCountRow(int number, int people, int newcomers, String staffId) {}
