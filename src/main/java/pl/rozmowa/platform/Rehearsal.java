package pl.rozmowa.platform;

import java.io.IOException;
import java.net.URI;

/**
 * What somebody does with the application in a training run, so that the start-up cache holds the classes and profiles of it
 * ({@code train} in the launcher). Never played in an application that people use.
 */
public interface Rehearsal {

    /**
     * @param base the address of the running application, without a slash at its end
     * @throws IOException when it does not answer as it should; the training counts for nothing then
     */
    void play(URI base) throws IOException, InterruptedException;
}
