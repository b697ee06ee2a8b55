/**
 * The generated matrix: every route of the API called by everybody it might be called by. Each room lists its routes in a file of its
 * own here; a route that is in no list fails the build.
 */
@NullMarked
package pl.rozmowa.access;

import org.jspecify.annotations.NullMarked;
