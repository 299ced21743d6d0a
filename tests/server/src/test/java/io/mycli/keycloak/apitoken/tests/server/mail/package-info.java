/** Mails to owners. */
package io.mycli.keycloak.apitoken.tests.server.mail;
