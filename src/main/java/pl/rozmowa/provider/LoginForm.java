package pl.rozmowa.provider;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a server takes for the user's name. */
public enum LoginForm {
    /** {@code ala@firma.test} */
    @JsonProperty("full")
    FULL_ADDRESS {
        @Override
        public String of(String address) {
            return address;
        }
    },
    /** {@code ala} */
    @JsonProperty("local")
    LOCAL_PART {
        @Override
        public String of(String address) {
            int at = address.lastIndexOf('@');
            return at < 0 ? address : address.substring(0, at);
        }
    };

    /** The login of an address in this form. */
    public abstract String of(String address);
}
