/**
 * The ground everything stands on: the database, secrets, blobs, the guarded way out to the network, live updates and the answers
 * given when something fails. It knows nothing about mail, teams or conversations; higher rooms teach it through small interfaces.
 */
@NullMarked
package pl.rozmowa.platform;

import org.jspecify.annotations.NullMarked;
