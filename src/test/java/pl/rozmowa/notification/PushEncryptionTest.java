package pl.rozmowa.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** RFC 8291, appendix A: the example that everybody must agree on. */
class PushEncryptionTest {

    private static final String BROWSER =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";

    @Test
    void the_example_of_the_standard_comes_out_letter_by_letter() throws Exception {
        ECPublicKey point =
                P256.publicKey(
                        bytes(
                                "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"));
        ECPrivateKeySpec secret =
                new ECPrivateKeySpec(
                        new BigInteger(1, bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")),
                        point.getParams());
        KeyPair server = new KeyPair(point, KeyFactory.getInstance("EC").generatePrivate(secret));
        byte[] body =
                PushEncryption.encrypt(
                        bytes(BROWSER),
                        bytes(AUTH),
                        "When I grow up, I want to be a watermelon"
                                .getBytes(StandardCharsets.US_ASCII),
                        0,
                        bytes("DGv6ra1nlYgDCS1FRnbzlw"),
                        server);
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(body))
                .isEqualTo(
                        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
    }

    @Test
    void the_length_of_what_is_said_does_not_show() {
        int shorter = PushEncryption.encrypt(bytes(BROWSER), bytes(AUTH), new byte[10]).length;
        int longer = PushEncryption.encrypt(bytes(BROWSER), bytes(AUTH), new byte[200]).length;
        assertThat(shorter).isEqualTo(longer);
    }

    @Test
    void a_point_that_is_not_on_the_curve_is_no_key() {
        byte[] bent = bytes(BROWSER);
        bent[64] ^= 1;
        assertThatThrownBy(() -> P256.publicKey(bent)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> P256.publicKey(new byte[65]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(P256.point(P256.publicKey(bytes(BROWSER)))).isEqualTo(bytes(BROWSER));
    }

    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
