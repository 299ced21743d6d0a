package io.mycli.keycloak.apitoken.tests.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A {@link KeycloakTest} that is also run on each Keycloak, database and Java of the matrix: what depends on them, and what
 * people rely on first.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@KeycloakTest
@Tag("contract")
public @interface ContractTest {}
