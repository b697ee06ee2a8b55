package pl.rozmowa.mail;

import java.util.Locale;

/** What was wrong with a mail that was read all the same. */
public enum Defect {
    EMPTY,
    TRUNCATED,
    TOO_MANY_PARTS,
    TOO_DEEP,
    TOO_MANY_HEADERS,
    HEADERS_TOO_LONG,
    TOO_SLOW,
    TEXT_TRUNCATED,
    BAD_HEADER,
    RAW_8BIT_HEADER,
    MISSING_BOUNDARY,
    UNTERMINATED_MULTIPART,
    BAD_TRANSFER_ENCODING,
    UNKNOWN_CHARSET,
    WRONG_CHARSET,
    NUL_IN_TEXT,
    MISSING_FROM,
    BAD_ADDRESS,
    TOO_MANY_ADDRESSES,
    MISSING_DATE,
    BAD_DATE,
    ODD_DATE,
    MISSING_MESSAGE_ID,
    BAD_MESSAGE_ID,
    DUPLICATE_HEADER,
    BAD_WINMAIL,
    BAD_CALENDAR,
    STRUCTURE_UNREADABLE;

    /** The name by which it is stored and translated. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
