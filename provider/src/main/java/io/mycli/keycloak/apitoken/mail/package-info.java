/** Mails to owners, through Keycloak's mailer; templates and texts are in {@code theme-resources}. */
package io.mycli.keycloak.apitoken.mail;
