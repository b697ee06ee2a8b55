package pl.rozmowa.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The world's files beside this package: people, conversations, arrivals, answers, designed bodies. */
final class WorldFiles {

    private WorldFiles() {}

    static String text(String name) {
        try (InputStream in = WorldFiles.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All stories of a folder in the order of their names. */
    static List<Story> stories(String folder) {
        try {
            Resource[] files =
                    new PathMatchingResourcePatternResolver(WorldFiles.class.getClassLoader())
                            .getResources("classpath:pl/rozmowa/demo/" + folder + "/*.txt");
            List<Story> stories = new ArrayList<>();
            for (Resource file : files) {
                String name = Objects.requireNonNull(file.getFilename()).replace(".txt", "");
                stories.add(Story.parse(name, file.getContentAsString(StandardCharsets.UTF_8)));
            }
            stories.sort(Comparator.comparing(Story::name));
            return stories;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
