package pl.rozmowa.account;

import java.util.List;
import pl.rozmowa.imap.FolderListing;

/** What an attempt has proved: the servers took the password under these names, and these are the folders. */
record SignedIn(
        ServerSettings settings, String imapLogin, String smtpLogin, List<FolderListing> folders) {

    String provider() {
        return settings.provider().id();
    }
}
