/**
 * What members are told: in the app, in their browsers, in a digest by e-mail. Made in the transaction of the deed, never about what
 * somebody may not see: that is asked when a notification is made, again when it is shown, and again when it is sent.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "sending",
            "teamwork",
            "sharing",
            "conversation",
            "contact",
            "account",
            "team",
            "mail",
            "platform"
        })
package pl.rozmowa.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
