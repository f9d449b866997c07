package nl.kring.server.membership;

/** A row of {@code token_draw}, without whose it is. */
record TokenDrawRow(byte[] tokenKeyId, byte[] blindedMessageHash, String scope) {}
