package io.mycli.keycloak.apitoken.rest;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.secret.ApiTokenSecret;

/** A stored token and its new secret, for the answer to the owner. */
record IssuedToken(ApiTokenModel token, ApiTokenSecret secret) {}
