/**
 * The pure language of mail: what an e-mail says, however badly it was written. Nothing here reads a socket, a file or a
 * table; bytes and strings come in, records go out.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
@NullMarked
package pl.rozmowa.mail;

import org.jspecify.annotations.NullMarked;
