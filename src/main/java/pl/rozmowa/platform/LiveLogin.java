package pl.rozmowa.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Set;

/** Tells who asks for live updates. Implemented by the room that knows about sign-in. */
public interface LiveLogin {

    /**
     * The member signed in with this request.
     *
     * @throws Problem {@code signed_out} when there is none
     */
    LiveRecipient recipient(HttpServletRequest request);

    /**
     * Which of these are no longer signed in or no longer belong to their project; one question for all streams of a node, asked every
     * few seconds so that a stream ends at most five seconds after its session.
     */
    Set<LiveRecipient> gone(Collection<LiveRecipient> open);
}
