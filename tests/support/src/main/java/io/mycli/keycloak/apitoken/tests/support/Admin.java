package io.mycli.keycloak.apitoken.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
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

    private Admin() {}

    /** Reads below {@code /admin/realms}; fails unless the status is 2xx. */
    public static Response get(String path) {
        return checked(request().get("/admin/realms" + path));
    }

    /** Creates; fails unless the status is 2xx. */
    public static Response post(String path, Object body) {
        return checked(request().contentType(ContentType.JSON).body(body).post("/admin/realms" + path));
    }

    /** Replaces; fails unless the status is 2xx. */
    public static Response put(String path, Object body) {
        return checked(request().contentType(ContentType.JSON).body(body).put("/admin/realms" + path));
    }

    /** Deletes; fails unless the status is 2xx. */
    public static Response delete(String path) {
        return checked(request().delete("/admin/realms" + path));
    }

    /** Deletes what the body names; fails unless the status is 2xx. */
    public static Response delete(String path, Object body) {
        return checked(request().contentType(ContentType.JSON).body(body).delete("/admin/realms" + path));
    }

    /** Creates a realm. */
    static void createRealm(String name, Map<String, Object> representation) {
        Administrator creator = CREATOR.get();
        checked(Http.request()
                .filter(creator.authorization())
                .contentType(ContentType.JSON)
                .body(representation)
                .post("/admin/realms"));
        CREATORS.put(name, creator);
    }

    /** Creates the realm that tests start with, as its import would. */
    static void copyRealm(String name) {
        Administrator creator = CREATOR.get();
        if (!isCopied(name, creator)) {
            synchronized (CREATORS) {
                if (!isCopied(name, creator)) {
                    recordRealm(creator);
                    assertThat(isCopied(name, creator)).isTrue();
                }
            }
        }
        CREATORS.put(name, creator);
    }

    private static boolean isCopied(String name, Administrator creator) {
        Response response = Http.request().put(rows(name, creator));
        return response.statusCode() != 404 && checked(response).statusCode() == 204;
    }

    private static void recordRealm(Administrator creator) {
        TestRealm realm = TestRealm.imported();
        checked(Http.request().post(rows(realm.name(), creator)));
        realm.delete();
    }

    private static String rows(String name, Administrator creator) {
        return "/realms/master/test-realms/" + name + "?creator=" + creator.username();
    }

    /** Deletes a realm without Keycloak. */
    static void discardRealm(String name) {
        whileNobodyAdministers(name, creator -> checked(Http.request().delete(rows(name, creator))));
    }

    /** Deletes a realm. */
    static void deleteRealm(String name) {
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
            Matcher path = OF_CREATOR.matcher(request.getURI());
            Administrator administrator =
                    path.matches() ? CREATORS.getOrDefault(path.group("realm"), OF_ALL_REALMS) : OF_ALL_REALMS;
            return administrator.authorization().filter(request, specification, context);
        });
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
