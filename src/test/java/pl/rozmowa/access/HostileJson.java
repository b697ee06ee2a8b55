package pl.rozmowa.access;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bodies that nobody's web app would send. */
final class HostileJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final List<String> WHOLE =
            List.of(
                    "",
                    "null",
                    "[]",
                    "\"x\"",
                    "7",
                    "{",
                    "{}",
                    "{\"a\":",
                    "\u0000",
                    "[".repeat(5_000),
                    "{\"a\":".repeat(2_000),
                    "not json at all");

    private static final List<String> VALUES =
            List.of(
                    "null",
                    "[]",
                    "[null]",
                    "[\"x\",\"y\"]",
                    "{}",
                    "{\"$gt\":\"\"}",
                    "true",
                    "-1",
                    "1e400",
                    "\"\"",
                    "\" \"",
                    "\"\\u0000\"",
                    "\"a\\u0000b\"",
                    "\"\\ud800\"",
                    "\"\\u202e\"",
                    "\"../../etc\"",
                    "\"' or 1=1 --\"",
                    "\"" + "a".repeat(300_000) + "\"");

    private HostileJson() {}

    /** The whole replaced, and each field of the valid body replaced. */
    static List<String> variants(String valid) {
        List<String> variants = new ArrayList<>(WHOLE);
        JsonNode body = JSON.readTree(valid);
        for (String field : body.propertyNames()) {
            for (String value : VALUES) {
                ObjectNode changed = ((ObjectNode) body).deepCopy();
                changed.put(field, "@@");
                variants.add(changed.toString().replace("\"@@\"", value));
            }
        }
        return variants;
    }
}
