package nl.kring.server.group;

import org.jspecify.annotations.Nullable;

/** A row of {@code programme_step}; the first step has number 1. */
record ProgrammeStepRow(String programmeId, int number, String name, @Nullable String text) {}
