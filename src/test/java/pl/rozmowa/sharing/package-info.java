/** Opening one conversation to others, asked as browsers ask. */
@NullMarked
package pl.rozmowa.sharing;

import org.jspecify.annotations.NullMarked;
