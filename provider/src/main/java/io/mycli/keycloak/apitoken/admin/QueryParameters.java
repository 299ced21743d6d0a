package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.ApiTokenSort;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.Validation;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** The query of a request: known parameters, each at most once. */
final class QueryParameters {

    private static final String FIRST = "first";
    private static final String MAX = "max";
    private static final String SORT = "sort";
    private static final String ORDER = "order";
    private static final int MAX_SIZE = 1000;
    private static final int DEFAULT_SIZE = 100;

    /** The names of the parameters of a page. */
    static final List<String> PAGE = List.of(FIRST, MAX, SORT, ORDER);

    private final MultivaluedMap<String, String> values;

    /**
     * Reads the query.
     *
     * @throws ApiTokenException INVALID_REQUEST for an unknown or repeated parameter
     */
    QueryParameters(KeycloakSession session, Collection<String> known) {
        this.values = session.getContext().getUri().getQueryParameters();
        Validation validation = new Validation();
        values.forEach((name, sent) -> validation.require(() -> requireKnown(name, sent, known)));
        validation.requireValid();
    }

    private static void requireKnown(String name, List<String> sent, Collection<String> known) {
        if (!known.contains(name)) {
            throw ApiTokenException.unexpected(
                    name, "The parameter is unknown. Known are: " + String.join(", ", known) + ".");
        }
        if (sent.size() > 1) {
            throw FilterParameters.invalid(name, "The parameter is repeated. Send it once.");
        }
    }

    /** Returns a value; null for a missing one. */
    @Nullable
    String get(String name) {
        return values.getFirst(name);
    }

    int first() {
        return number(FIRST, 0, Integer.MAX_VALUE);
    }

    int max() {
        return number(MAX, DEFAULT_SIZE, MAX_SIZE);
    }

    private int number(String name, int fallback, int max) {
        String text = get(name);
        if (text == null) {
            return fallback;
        }
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > max) {
            throw FilterParameters.invalid(name, "The number is invalid. Send 0 to " + max + ".");
        }
        return Integer.parseInt(text);
    }

    /** Returns the order. By default it is the newest first; other columns are ascending. */
    ApiTokenSort order() {
        String sort = get(SORT);
        ApiTokenSort.By by = sort == null ? ApiTokenSort.By.CREATED_AT : column(sort);
        String order = get(ORDER);
        if (order == null) {
            return new ApiTokenSort(by, by == ApiTokenSort.By.CREATED_AT);
        }
        if (!order.equals("asc") && !order.equals("desc")) {
            throw FilterParameters.invalid(ORDER, "The order is unknown. Send asc or desc.");
        }
        return new ApiTokenSort(by, order.equals("desc"));
    }

    private static ApiTokenSort.By column(String text) {
        return Stream.of(ApiTokenSort.By.values())
                .filter(by -> by.text().equals(text))
                .findFirst()
                .orElseThrow(() -> FilterParameters.invalid(
                        SORT, "The sort is unknown. Send createdAt, expiresAt, lastUsedAt or name."));
    }
}
