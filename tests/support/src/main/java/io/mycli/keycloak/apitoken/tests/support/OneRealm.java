package io.mycli.keycloak.apitoken.tests.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The rows of a parameterized test have one realm together: each of them is refused, and leaves it as it was. A realm of
 * its own for each would take most of the time of such a row.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OneRealm {}
