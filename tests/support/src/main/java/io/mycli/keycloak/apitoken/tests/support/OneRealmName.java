package io.mycli.keycloak.apitoken.tests.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives the tests of a class, which run one after another, realms of one name. Each realm is deleted before the next is
 * created. A program that knows a realm by its address then serves all of them.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OneRealmName {}
