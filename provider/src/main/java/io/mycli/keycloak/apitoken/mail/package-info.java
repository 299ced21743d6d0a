/** Mails to owners, through Keycloak's mailer; templates and texts are in {@code theme-resources}. */
@NullMarked
package io.mycli.keycloak.apitoken.mail;

import org.jspecify.annotations.NullMarked;
