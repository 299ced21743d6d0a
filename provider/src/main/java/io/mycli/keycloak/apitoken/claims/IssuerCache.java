package io.mycli.keycloak.apitoken.claims;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.keycloak.services.Urls;

/** A cache of the realms' issuers by base URI. To compute one costs as much as several mappers. */
public final class IssuerCache {

    /** The maximum number of issuers. If Keycloak takes its hostname from the request, a client can invent many. */
    private static final int MAX_ISSUERS = 1000;

    /** @param base as text: two addresses whose hosts differ in case are equal, and their issuers are not */
    private record Realm(String base, String name) {}

    private final Map<Realm, String> issuers = new ConcurrentHashMap<>();

    String of(URI base, String realmName) {
        if (issuers.size() > MAX_ISSUERS) {
            issuers.clear();
        }
        return issuers.computeIfAbsent(
                new Realm(base.toString(), realmName), realm -> Urls.realmIssuer(base, realm.name()));
    }
}
