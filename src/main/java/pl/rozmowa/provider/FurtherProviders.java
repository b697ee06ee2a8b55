package pl.rozmowa.provider;

import java.util.List;

/** Rows of the provider table that are not packed with the program, such as the demo's own mail server. */
public interface FurtherProviders {

    /** The rows; they stand before the packed ones. */
    List<MailProvider> rows();
}
