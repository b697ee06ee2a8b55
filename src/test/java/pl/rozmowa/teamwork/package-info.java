/** Tests of the room {@code teamwork}. */
@NullMarked
package pl.rozmowa.teamwork;

import org.jspecify.annotations.NullMarked;
