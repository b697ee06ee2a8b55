package pl.rozmowa.provider;

import pl.rozmowa.mail.Endpoint;

/** A server that was found for an address, and the user name that it probably wants. */
public record FoundServer(Endpoint endpoint, String login) {}
