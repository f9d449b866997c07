package nl.kring.server.membership;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Confirms that a group is to be renewed.
 *
 * @param members how many memberships will end, typed by whoever renews
 */
record Renewal(@JsonProperty(value = "members", required = true) int members) {}
