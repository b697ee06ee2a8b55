package pl.rozmowa.demo;

import java.time.Instant;
import java.util.List;

/**
 * A message of the world, ready to be put into mailboxes.
 *
 * @param story the name of the conversation that it belongs to
 * @param messageId with its angle brackets
 * @param references all message ids before it, oldest first
 * @param plain its whole text with quotation, for whoever quotes it
 * @param html the same as the content of a body
 * @param folder the received folder it lies in, {@code INBOX} mostly
 * @param read whether its recipients have seen it
 * @param source the bytes as they were sent
 */
record WrittenMail(
        String story,
        Correspondent from,
        List<Correspondent> to,
        List<Correspondent> cc,
        Instant at,
        String subject,
        String messageId,
        List<String> references,
        String plain,
        String html,
        String folder,
        boolean read,
        byte[] source) {}
