package pl.rozmowa.provider;

/** One server of a provider: an ASCII host name (A-labels), a port, and how the connection is protected. */
public record MailServer(String host, int port, ConnectionSecurity security) {}
