/**
 * People at a real browser, in front of the whole application over real mail servers: what they see and what the outside world gets. The
 * walks themselves are scripts in web/e2e; this room prepares their world and lets them act on it from outside.
 */
@NullMarked
package pl.rozmowa.e2e;

import org.jspecify.annotations.NullMarked;
