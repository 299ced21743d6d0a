package io.mycli.keycloak.apitoken.rest;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.secret.ApiTokenSecret;

/** A token just stored, and its secret, which is on its way to the owner. */
record IssuedToken(ApiTokenModel token, ApiTokenSecret secret) {}
