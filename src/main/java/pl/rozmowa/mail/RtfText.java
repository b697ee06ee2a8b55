package pl.rozmowa.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** The words of an RTF body, without its looks: Outlook's winmail.dat often has no other. One pass, no recursion. */
final class RtfText {

    private static final Set<String> SILENT =
            Set.of(
                    "fonttbl",
                    "colortbl",
                    "stylesheet",
                    "info",
                    "pict",
                    "header",
                    "footer",
                    "listtable",
                    "themedata",
                    "object");
    private static final int DEEPEST = 500;

    private final byte[] rtf;
    private final StringBuilder out = new StringBuilder();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final Deque<Boolean> silence = new ArrayDeque<>();
    private boolean silent;
    private boolean rtfOnly;
    private Charset charset = Charset.forName("windows-1252");
    private int at;
    private int skip;

    private RtfText(byte[] rtf) {
        this.rtf = rtf;
    }

    static String of(byte[] rtf) {
        return new RtfText(rtf).read();
    }

    private String read() {
        while (at < rtf.length) {
            byte b = rtf[at];
            switch (b) {
                case '{' -> {
                    if (silence.size() < DEEPEST) {
                        silence.push(silent);
                    }
                    at++;
                }
                case '}' -> {
                    flush();
                    silent = !silence.isEmpty() && silence.pop();
                    at++;
                }
                case '\\' -> control();
                case '\r', '\n', 0 -> at++;
                default -> {
                    character(b);
                    at++;
                }
            }
        }
        flush();
        return out.toString().strip();
    }

    private void control() {
        if (at + 1 >= rtf.length) {
            at++;
            return;
        }
        byte next = rtf[at + 1];
        if (next == '\'') {
            int high = at + 3 < rtf.length ? TransferEncoding.hex(rtf[at + 2]) : -1;
            int low = high >= 0 ? TransferEncoding.hex(rtf[at + 3]) : -1;
            if (low >= 0) {
                character((byte) (high << 4 | low));
            }
            at += low >= 0 ? 4 : 2;
        } else if (isLetter(next)) {
            word();
        } else {
            at += 2;
            if (next == '*') {
                silent = true;
            } else if (next == '~') {
                character((byte) ' ');
            } else if (next == '\\' || next == '{' || next == '}') {
                character(next);
            }
        }
    }

    private void word() {
        int end = at + 1;
        while (end < rtf.length && isLetter(rtf[end])) {
            end++;
        }
        String name = new String(rtf, at + 1, end - at - 1, StandardCharsets.ISO_8859_1);
        int number = 0;
        boolean negative = end < rtf.length && rtf[end] == '-';
        int digits = negative ? end + 1 : end;
        int from = digits;
        while (digits < rtf.length
                && rtf[digits] >= '0'
                && rtf[digits] <= '9'
                && digits - from < 9) {
            number = number * 10 + rtf[digits++] - '0';
        }
        boolean hasNumber = digits > from;
        at = hasNumber ? digits : end;
        if (at < rtf.length && rtf[at] == ' ') {
            at++;
        }
        apply(name, hasNumber, negative ? -number : number);
    }

    private void apply(String name, boolean hasNumber, int number) {
        switch (name) {
            case "par", "line" -> text('\n');
            case "tab" -> text('\t');
            case "u" -> {
                text(number == 0 ? ' ' : (char) number);
                skip = 1;
            }
            case "ansicpg" -> {
                Charset known = Charsets.named("windows-" + number);
                charset = known == null ? charset : known;
            }
            case "htmlrtf" -> rtfOnly = !hasNumber || number != 0;
            case "bin" -> at = Math.min(rtf.length, at + Math.max(0, number));
            default -> silent |= SILENT.contains(name);
        }
    }

    private void text(char c) {
        if (!silent && !rtfOnly) {
            flush();
            out.append(c);
        }
    }

    private void character(byte b) {
        if (skip > 0) {
            skip--;
        } else if (!silent && !rtfOnly) {
            pending.write(b);
        }
    }

    private void flush() {
        if (pending.size() > 0) {
            out.append(pending.toString(charset));
            pending.reset();
        }
    }

    private static boolean isLetter(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
    }
}
