package pl.rozmowa.conversation;

/** Whether HTML wants anything from the network when it is shown; quick, since every arriving email is asked. */
final class RemoteImages {

    private static final int NEAR = 24;
    private static final String[] BEFORE = {"src=", "srcset=", "background=", "url("};

    private RemoteImages() {}

    static boolean in(String html) {
        for (int slashes = html.indexOf("//");
                slashes >= 0;
                slashes = html.indexOf("//", slashes + 2)) {
            String before = squeezed(html, Math.max(0, slashes - NEAR), slashes);
            for (String attribute : BEFORE) {
                if (before.endsWith(attribute)
                        || before.endsWith(attribute + "http:")
                        || before.endsWith(attribute + "https:")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Lower case, without white space and quotes. */
    private static String squeezed(String html, int from, int to) {
        StringBuilder out = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = html.charAt(i);
            if (c > ' ' && c != '"' && c != '\'') {
                out.append(Character.toLowerCase(c));
            }
        }
        return out.toString();
    }
}
