package nl.kring.server.safety;

/** A row of {@code staff_acknowledgement}. */
record AcknowledgementRow(String staffId, String textName, String day) {}
