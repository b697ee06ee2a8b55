/** The root: holds only the application class. Each package below it is one room with one subject. */
@NullMarked
package pl.rozmowa;

import org.jspecify.annotations.NullMarked;
