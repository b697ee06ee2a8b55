package pl.rozmowa.conversation;

import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which blobs any attachment of any project refers to. */
@Repository
class BlobQuery {

    private final JdbcClient db;

    BlobQuery(JdbcClient db) {
        this.db = db;
    }

    /** Of these SHA-256 names those that are referred to. */
    Set<String> referenced(Set<String> names) {
        List<byte[]> found =
                db.sql(
                                """
                                select distinct sha256
                                from attachment
                                where sha256 = any(:names::bytea[])
                                """)
                        .param(
                                "names",
                                names.stream()
                                        .filter(name -> name.matches("[0-9a-f]{64}"))
                                        .map(HexFormat.of()::parseHex)
                                        .toArray(byte[][]::new))
                        .query((row, number) -> row.getBytes(1))
                        .list();
        Set<String> referenced = new TreeSet<>();
        found.forEach(sha256 -> referenced.add(HexFormat.of().formatHex(sha256)));
        return referenced;
    }
}
