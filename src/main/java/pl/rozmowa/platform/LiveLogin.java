package pl.rozmowa.platform;

import jakarta.servlet.http.HttpServletRequest;

/** Tells who asks for live updates. Implemented by the room that knows about sign-in. */
public interface LiveLogin {

    /**
     * The member signed in with this request.
     *
     * @throws Problem {@code signed_out} when there is none
     */
    LiveRecipient recipient(HttpServletRequest request);
}
