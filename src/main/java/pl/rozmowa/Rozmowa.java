package pl.rozmowa;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The one process: everything Rozmowa does starts here. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Rozmowa {

    public static void main(String[] args) {
        SpringApplication.run(Rozmowa.class, args);
    }
}
