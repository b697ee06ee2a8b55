package pl.rozmowa.sending;

import java.util.Map;

/**
 * Why an email was not sent, or not yet.
 *
 * @param code the web app has the words
 * @param passing it may work later without anybody doing anything
 */
record Failure(String code, Map<String, Object> args, boolean passing) {

    static Failure lasting(String code) {
        return new Failure(code, Map.of(), false);
    }
}
