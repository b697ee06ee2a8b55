/**
 * Answers to clients: who gets them, how they are composed, and how each is handed over to the mail server once, or shown as not sent, or
 * as uncertain. The row in {@code email_submission} is the outbox; the job that works it off may die at any point.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "teamwork",
            "sharing",
            "conversation",
            "contact",
            "account",
            "team",
            "provider",
            "imap",
            "smtp",
            "mail",
            "platform"
        })
package pl.rozmowa.sending;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
