/** Sending against real Postfix and Dovecot, and against servers that cut, refuse and keep silent. */
@NullMarked
package pl.rozmowa.sending;

import org.jspecify.annotations.NullMarked;
