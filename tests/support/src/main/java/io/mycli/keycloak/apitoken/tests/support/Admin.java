package io.mycli.keycloak.apitoken.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keycloak's admin REST API. A realm is administered by who created it, each thread of the tests has a creator of its
 * own, and the rest is asked as the administrator of all realms.
 */
public final class Admin {

    /** What the creator of a realm may do: all but give others an administrator's rights, act as another user, and set up workflows. */
    private static final Pattern OF_CREATOR = Pattern.compile(
            ".*?/admin/realms/(?<realm>[^/?]+)(?!.*/(?:role-mappings/|impersonation|authz/|workflows)).*");

    private static final Administrator OF_ALL_REALMS = Administrator.ofAllRealms();

    /** One for each thread, so that tests which delete realms do not wait for one another. */
    private static final ThreadLocal<Administrator> CREATOR =
            ThreadLocal.withInitial(() -> Administrator.creator(OF_ALL_REALMS));

    /** By name of a realm that still has it. */
    private static final Map<String, Administrator> CREATORS = new ConcurrentHashMap<>();

    private static final Object RECORDING = new Object();

    private Admin() {}

    /** Reads below {@code /admin/realms}; fails unless the status is 2xx. */
    public static Response get(String path) {
        return send("GET", path, to(path));
    }

    /** Creates; fails unless the status is 2xx. */
    public static Response post(String path, Object body) {
        return send("POST", path, to(path).json(json(body)));
    }

    /** Replaces; fails unless the status is 2xx. */
    public static Response put(String path, Object body) {
        return send("PUT", path, to(path).json(json(body)));
    }

    /** Deletes; fails unless the status is 2xx. */
    public static Response delete(String path) {
        return send("DELETE", path, to(path));
    }

    /** Deletes what the body names; fails unless the status is 2xx. */
    public static Response delete(String path, Object body) {
        return send("DELETE", path, to(path).json(json(body)));
    }

    private static QuickRequest to(String path) {
        return QuickRequest.to("/admin/realms" + path);
    }

    private static Response send(String method, String path, QuickRequest request) {
        return checked(administratorOf("/admin/realms" + path).send(method, request));
    }

    private static String json(Object body) {
        return body instanceof String text ? text : Json.of(body);
    }

    /** Creates a realm. */
    static void createRealm(String name, Map<String, Object> representation) {
        Administrator creator = CREATOR.get();
        checked(creator.send("POST", to("").json(Json.of(representation))));
        CREATORS.put(name, creator);
    }

    /** Creates the realm that tests start with, as its import would. */
    static void copyRealm(String name) {
        Administrator creator = CREATOR.get();
        if (!tryCopy(name, creator)) {
            synchronized (RECORDING) {
                if (!tryCopy(name, creator)) {
                    recordRealm(creator);
                    assertThat(tryCopy(name, creator)).isTrue();
                }
            }
        }
        CREATORS.put(name, creator);
    }

    /** Returns whether there was a realm to copy. */
    private static boolean tryCopy(String name, Administrator creator) {
        Response response = rows(name, creator).send("PUT");
        return response.statusCode() != 404 && checked(response).statusCode() == 204;
    }

    private static void recordRealm(Administrator creator) {
        TestRealm realm = TestRealm.imported();
        checked(rows(realm.name(), creator).post());
        realm.delete();
    }

    private static QuickRequest rows(String name, Administrator creator) {
        return QuickRequest.to("/realms/master/test-realms/" + name + "?creator=" + creator.username());
    }

    /** Deletes the rows of a realm. */
    static void discardRealm(String name) {
        whileNobodyAdministers(name, creator -> checked(rows(name, creator).send("DELETE")));
    }

    /** Deletes a realm, whose name is encoded as in a URL. */
    public static void deleteRealm(String name) {
        whileNobodyAdministers(name, creator -> delete("/" + name));
    }

    private static void whileNobodyAdministers(String name, Consumer<Administrator> deletion) {
        Administrator creator = CREATORS.getOrDefault(name, CREATOR.get());
        Lock ofCreator = creator.deletion();
        Lock ofAllRealms = OF_ALL_REALMS.deletion();
        ofCreator.lock();
        ofAllRealms.lock();
        try {
            deletion.accept(creator);
        } finally {
            ofAllRealms.unlock();
            ofCreator.unlock();
        }
        CREATORS.remove(name);
    }

    /** Whose answer the caller looks at. */
    public static RequestSpecification request() {
        return Http.request().filter((request, specification, context) -> {
            Administrator administrator = administratorOf(request.getURI());
            return administrator.authorization().filter(request, specification, context);
        });
    }

    private static Administrator administratorOf(String uri) {
        Matcher path = OF_CREATOR.matcher(uri);
        return path.matches() ? CREATORS.getOrDefault(path.group("realm"), OF_ALL_REALMS) : OF_ALL_REALMS;
    }

    private static Response checked(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isBetween(200, 299);
        return response;
    }

    /** Lets the next request of each administrator log in again. */
    public static void logout() {
        OF_ALL_REALMS.logout();
        CREATORS.values().forEach(Administrator::logout);
    }
}
