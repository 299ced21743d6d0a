/** A resource server on Spring Boot: roles of Keycloak, kept answers, and Shared Signals that end them. */
@NullMarked
package io.mycli.keycloak.apitoken.spring;

import org.jspecify.annotations.NullMarked;
