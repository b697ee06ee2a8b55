/**
 * The outside world for tests, benchmarks and the demo of what can go wrong: a real Dovecot, Cyrus and Postfix on loopback, a scripted
 * server that misbehaves on purpose, and plain clients that act as other people's mail programs without using any of our code.
 */
@NullMarked
package pl.rozmowa.peers;

import org.jspecify.annotations.NullMarked;
