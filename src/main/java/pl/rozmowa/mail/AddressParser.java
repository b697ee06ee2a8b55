package pl.rozmowa.mail;
import java.util.List;
final class AddressParser {
    private final String value;
    AddressParser(String value) { this.value = value; }
    List<EmailAddress> parse() { return List.of(EmailAddress.of(value)); }
}
