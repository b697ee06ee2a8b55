package pl.rozmowa.mail;

/** {@code text/plain; format=flowed} (RFC 3676): lines that end with a space go on in the next one of the same quote depth. */
final class FlowedText {

    private FlowedText() {}

    static String unflow(String text, boolean deleteSpace) {
        StringBuilder out = new StringBuilder(text.length());
        boolean flowing = false;
        int depthBefore = 0;
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            int stop = end < 0 ? text.length() : end;
            int start = at;
            while (start < stop && text.charAt(start) == '>') {
                start++;
            }
            int depth = start - at;
            if (start < stop && text.charAt(start) == ' ') {
                start++;
            }
            String line = text.substring(start, stop);
            boolean signature = line.equals("-- ");
            if (flowing && (depth != depthBefore || signature)) {
                out.append('\n');
                flowing = false;
            }
            if (!flowing && depth > 0) {
                out.repeat(">", depth).append(' ');
            }
            boolean soft = line.endsWith(" ") && !signature;
            out.append(soft && deleteSpace ? line.substring(0, line.length() - 1) : line);
            if (!soft && end >= 0) {
                out.append('\n');
            }
            flowing = soft;
            depthBefore = depth;
            at = stop + 1;
        }
        return out.toString();
    }
}
