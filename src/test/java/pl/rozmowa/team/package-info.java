/** Tests of the room `team`. */
@NullMarked
package pl.rozmowa.team;

import org.jspecify.annotations.NullMarked;
