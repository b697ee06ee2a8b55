package pl.rozmowa.imap;

/**
 * One UID FETCH command of a pipeline.
 *
 * @param expectedBytes about how much it will bring (sum of RFC822.SIZE or part sizes): the pipeline keeps the sum in flight bounded
 */
public record FetchBatch(UidSet uids, FetchItems items, long expectedBytes) {}
