package io.mycli.keycloak.apitoken.spring;

/**
 * The endpoints of a realm.
 *
 * @param issuer the URL of the realm
 */
record RealmEndpoints(String issuer) {

    private static final String INTROSPECTION = "/protocol/openid-connect/token/introspect";

    /**
     * Returns the endpoints of the realm with an introspection endpoint.
     *
     * @throws IllegalArgumentException if it is none of Keycloak
     */
    static RealmEndpoints of(String introspectionUri) {
        if (!introspectionUri.endsWith(INTROSPECTION)) {
            throw new IllegalArgumentException("spring.security.oauth2.resourceserver.opaquetoken.introspection-uri"
                    + " must end with " + INTROSPECTION + " for the signals of Keycloak.");
        }
        return new RealmEndpoints(introspectionUri.substring(0, introspectionUri.length() - INTROSPECTION.length()));
    }

    String token() {
        return issuer + "/protocol/openid-connect/token";
    }

    String keys() {
        return issuer + "/protocol/openid-connect/certs";
    }
}
