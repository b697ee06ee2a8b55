package pl.rozmowa.provider;

import java.util.Set;

/**
 * The two wildcards of the provider table. {@code *.hub.pl} is any host below hub.pl; {@code outlook.*} is outlook under
 * a public suffix, and nothing deeper: {@code live.firma.pl} belongs to firma.pl and not to {@code live.*}.
 */
final class HostPattern {

    private static final Set<String> SECOND_LEVEL = Set.of("co", "com");

    private HostPattern() {}

    static boolean matches(String pattern, String host) {
        if (pattern.startsWith("*.")) {
            return host.length() > pattern.length() - 1 && host.endsWith(pattern.substring(1));
        }
        if (!pattern.endsWith(".*")) {
            return pattern.equals(host);
        }
        String stem = pattern.substring(0, pattern.length() - 1);
        return host.startsWith(stem) && isSuffix(host.substring(stem.length()));
    }

    private static boolean isSuffix(String rest) {
        String[] labels = rest.split("\\.", -1);
        return switch (labels.length) {
            case 1 -> !labels[0].isEmpty();
            case 2 -> SECOND_LEVEL.contains(labels[0]) && labels[1].length() == 2;
            default -> false;
        };
    }
}
