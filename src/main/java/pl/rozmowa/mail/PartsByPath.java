package pl.rozmowa.mail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Puts parts that were fetched one by one back into a tree. Only their paths say how they hang together. */
final class PartsByPath {

    private PartsByPath() {}

    static Part tree(
            HeaderFields headers,
            List<PartSource> texts,
            List<PartStub> others,
            ParseLimits limits,
            Set<Defect> defects) {
        Map<String, Part.Leaf> byPath = new LinkedHashMap<>();
        texts.forEach(text -> byPath.putIfAbsent(text.path(), leaf(text)));
        others.forEach(other -> byPath.putIfAbsent(other.path(), leaf(other)));
        Node root = new Node();
        int count = 0;
        for (Map.Entry<String, Part.Leaf> entry : byPath.entrySet()) {
            if (++count > limits.parts()) {
                defects.add(Defect.TOO_MANY_PARTS);
                break;
            }
            root.put(entry.getKey(), entry.getValue(), limits.depth());
        }
        MimeParameters type = MimeParameters.parse(headers.raw("content-type"));
        String subtype =
                type.value().startsWith("multipart/")
                        ? type.value().substring("multipart/".length())
                        : "";
        return root.part(subtype);
    }

    private static Part.Leaf leaf(PartSource source) {
        return new Part.Leaf(
                source.path(),
                MimeParameters.of(source.mediaType(), source.params()),
                new MimeParameters("", Map.of()),
                source.transferEncoding(),
                "",
                source.encoded(),
                source.encoded().length);
    }

    private static Part.Leaf leaf(PartStub stub) {
        String disposition = stub.disposition();
        String contentId = stub.contentId();
        return new Part.Leaf(
                stub.path(),
                MimeParameters.of(stub.mediaType(), stub.params()),
                MimeParameters.of(disposition == null ? "" : disposition, stub.dispositionParams()),
                stub.transferEncoding(),
                contentId == null ? "" : PartReader.contentId(contentId),
                null,
                stub.size());
    }

    private static final class Node {
        private final TreeMap<Integer, Node> children = new TreeMap<>();
        private final List<Part.Leaf> leaves = new ArrayList<>();

        void put(String path, Part.Leaf leaf, int depth) {
            Node node = this;
            String[] steps = path.split("\\.");
            for (int i = 0; i < Math.min(steps.length, depth); i++) {
                node = node.children.computeIfAbsent(number(steps[i]), unused -> new Node());
            }
            node.leaves.add(leaf);
        }

        Part part(String subtype) {
            List<Part> parts = new ArrayList<>(leaves);
            children.values().forEach(child -> parts.add(child.part("")));
            if (parts.size() == 1 && subtype.isEmpty()) {
                return parts.getFirst();
            }
            String kind = subtype.isEmpty() ? guessed(parts) : subtype;
            return new Part.Multi(kind, parts);
        }

        /** Plain text and HTML side by side say the same twice. */
        private static String guessed(List<Part> parts) {
            boolean plain = false;
            boolean html = false;
            boolean others = false;
            for (Part part : parts) {
                switch (part) {
                    case Part.Leaf leaf -> {
                        plain |= leaf.mediaType().equals("text/plain") && leaf.rawName().isBlank();
                        html |= leaf.mediaType().equals("text/html") && leaf.rawName().isBlank();
                        others |= !leaf.contentId().isEmpty();
                    }
                    case Part.Multi inner -> html |= inner.subtype().equals("related");
                }
            }
            if (plain && html) {
                return "alternative";
            }
            return html && others ? "related" : "mixed";
        }

        private static int number(String step) {
            try {
                return Integer.parseInt(step);
            } catch (NumberFormatException odd) {
                return Integer.MAX_VALUE;
            }
        }
    }
}
