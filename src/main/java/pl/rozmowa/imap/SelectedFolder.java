package pl.rozmowa.imap;

import java.util.Set;

/**
 * What the server said when a folder was opened (RFC 9051 §6.3.2).
 *
 * @param uidValidity 0 where the server has none: then UIDs mean nothing beyond this session
 * @param uidNext 0 where the server did not say
 * @param highestModseq 0 where the server did not say or said NOMODSEQ
 * @param permanentFlags as spelt; {@code \*} when own keywords may be stored
 */
public record SelectedFolder(
        String wireName,
        long exists,
        long uidValidity,
        long uidNext,
        long highestModseq,
        boolean readOnly,
        Set<String> permanentFlags) {}
