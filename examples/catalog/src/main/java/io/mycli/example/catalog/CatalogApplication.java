package io.mycli.example.catalog;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A resource server that accepts Keycloak's JWTs and API tokens alike, without code of its own for that. */
@SpringBootApplication(proxyBeanMethods = false)
final class CatalogApplication {

    public static void main(String[] args) {
        SpringApplication.run(CatalogApplication.class, args);
    }
}
