package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.ApiTokenFilter;
import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.ApiTokenSort;
import io.mycli.keycloak.apitoken.error.Validation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.RealmModel;

/**
 * The tokens of the owners that an administrator may view. Those of others take no place in a page, because its length and
 * order would tell how many there are and when they were used.
 */
final class VisibleTokens {

    /** The bound of the search, which looks up each owner and evaluates the administrator's permissions. */
    static final int MAX_SEARCHED = 5000;

    private final ApiTokenProvider tokens;
    private final RealmModel realm;
    private final AdminPermissions rights;
    private final OwnerLookup owners;

    VisibleTokens(ApiTokenProvider tokens, RealmModel realm, AdminPermissions rights, OwnerLookup owners) {
        this.tokens = tokens;
        this.realm = realm;
        this.rights = rights;
        this.owners = owners;
    }

    /**
     * Returns a page. The owner that the filter names was authorised before.
     *
     * @throws io.mycli.keycloak.apitoken.error.ApiTokenException INVALID_REQUEST, INVALID_NAME; also if too many tokens had to be searched
     */
    TokenPage page(FilterParameters filters, QueryParameters query) {
        Validation validation = new Validation();
        ApiTokenFilter filter = validation.check(filters::filter);
        ApiTokenSort order = validation.check(query::order);
        Integer first = validation.check(query::first);
        Integer max = validation.check(query::max);
        validation.requireValid();
        // One more than the page shows, so that it need not be counted whether there is a next page.
        return TokenPage.of(find(filter, order, first, max == 0 ? 0 : max + 1), first, max);
    }

    private List<ApiTokenModel> find(ApiTokenFilter filter, ApiTokenSort order, int first, int max) {
        if (max == 0) {
            return List.of();
        }
        return isUnrestricted(filter)
                ? tokens.find(realm, filter, order, first, max)
                : search(filter, order)
                        .skip(first)
                        .limit(max)
                        .flatMap(this::get)
                        .toList();
    }

    private boolean isUnrestricted(ApiTokenFilter filter) {
        return rights.canViewAll() || filter.ownerId() != null;
    }

    private Stream<ApiTokenModel> get(String id) {
        return tokens.getById(realm, id).stream();
    }

    private Stream<String> search(ApiTokenFilter filter, ApiTokenSort order) {
        Map<String, String> ownerOfId = tokens.findOwners(realm, filter, order, MAX_SEARCHED + 1);
        if (ownerOfId.size() > MAX_SEARCHED) {
            throw FilterParameters.invalid(
                    null, "More than " + MAX_SEARCHED + " tokens match. Send a narrower filter, for example user.");
        }
        Map<String, Boolean> decisions = new HashMap<>();
        return ownerOfId.entrySet().stream()
                .filter(token -> decisions.computeIfAbsent(token.getValue(), id -> rights.canView(owners.byId(id))))
                .map(Map.Entry::getKey);
    }

    /**
     * Returns all tokens of a filter that the administrator may view, in an order by id.
     *
     * @throws io.mycli.keycloak.apitoken.error.ApiTokenException INVALID_REQUEST if too many tokens had to be searched
     */
    Selection selection(ApiTokenFilter filter) {
        if (isUnrestricted(filter)) {
            return (provider, inRealm, after, max) -> provider.findAfter(inRealm, filter, after, max);
        }
        List<String> ids = search(filter, new ApiTokenSort(ApiTokenSort.By.CREATED_AT, true))
                .sorted()
                .toList();
        return (provider, inRealm, after, max) -> ids.stream()
                .filter(id -> after == null || id.compareTo(after) > 0)
                .limit(max)
                .flatMap(id -> provider.getById(inRealm, id).stream())
                .toList();
    }

    /** Tokens that are read in parts, each in a session of its own. */
    @FunctionalInterface
    interface Selection {

        /**
         * Returns the next tokens; an empty list at the end.
         *
         * @param provider of the session that reads them
         * @param after the id of the last token of the previous part; null for the first part
         */
        List<ApiTokenModel> next(ApiTokenProvider provider, RealmModel realm, @Nullable String after, int max);
    }
}
