package io.mycli.keycloak.apitoken.jpa;

import jakarta.persistence.Query;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A list of values in a query, each a parameter of its own. Their number is a power of two, of which the last value
 * fills the rest, so that Hibernate and the database see few different statements. For a single parameter with a list,
 * Hibernate would create the SQL anew each time.
 */
final class ParameterList {

    private final int first;
    private final List<String> values;
    private final int size;

    /**
     * @param first the position of the first parameter
     * @param values at least one
     */
    ParameterList(int first, Collection<String> values) {
        this.first = first;
        this.values = List.copyOf(values);
        this.size = Integer.highestOneBit(2 * values.size() - 1);
    }

    /** Returns the parameters for a query, such as {@code ?3,?4}. */
    String placeholders() {
        return IntStream.range(first, first + size).mapToObj(i -> "?" + i).collect(Collectors.joining(","));
    }

    /** Sets all of the parameters. */
    <Q extends Query> Q setIn(Q query) {
        for (int i = 0; i < size; i++) {
            query.setParameter(first + i, values.get(Math.min(i, values.size() - 1)));
        }
        return query;
    }
}
