/** Members are told of what happened: in the app, in browsers, by e-mail. */
@NullMarked
package pl.rozmowa.notification;

import org.jspecify.annotations.NullMarked;
