package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.ApiTokenFilter;
import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.ApiTokenSort;
import io.mycli.keycloak.apitoken.error.Validation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        return rights.canViewAll() || filter.ownerId() != null
                ? tokens.find(realm, filter, order, first, max)
                : search(filter, order, first, max);
    }

    private List<ApiTokenModel> search(ApiTokenFilter filter, ApiTokenSort order, int first, int max) {
        Map<String, String> ownerOfId = tokens.findOwners(realm, filter, order, MAX_SEARCHED + 1);
        if (ownerOfId.size() > MAX_SEARCHED) {
            throw FilterParameters.invalid(
                    null, "More than " + MAX_SEARCHED + " tokens match. Send a narrower filter, for example user.");
        }
        Map<String, Boolean> decisions = new HashMap<>();
        return ownerOfId.entrySet().stream()
                .filter(token -> decisions.computeIfAbsent(token.getValue(), id -> rights.canView(owners.byId(id))))
                .skip(first)
                .limit(max)
                .map(token -> tokens.getById(realm, token.getKey()))
                .flatMap(Optional::stream)
                .toList();
    }
}
