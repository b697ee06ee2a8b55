/**
 * How a team works on conversations together: their state, who is responsible, tags, each member's own archive, saved views, history.
 * What the list shows of it stands on the conversation's own row; who did what is a row of {@code conversation_event}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "sharing",
            "conversation",
            "contact",
            "account",
            "team",
            "mail",
            "platform"
        })
package pl.rozmowa.teamwork;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
