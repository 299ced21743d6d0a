package io.mycli.keycloak.apitoken.claims;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.keycloak.services.Urls;

/**
 * The issuers that Keycloak's realms have under the base URIs by which they are asked for. Kept, because to build one
 * costs as much as several mappers do.
 */
public final class IssuerCache {

    /** Where Keycloak takes its name from the request, a client can think of many. */
    private static final int MOST = 1000;

    private record Realm(URI base, String name) {}

    private final Map<Realm, String> issuers = new ConcurrentHashMap<>();

    String of(URI base, String realmName) {
        if (issuers.size() > MOST) {
            issuers.clear();
        }
        return issuers.computeIfAbsent(
                new Realm(base, realmName), realm -> Urls.realmIssuer(realm.base(), realm.name()));
    }
}
