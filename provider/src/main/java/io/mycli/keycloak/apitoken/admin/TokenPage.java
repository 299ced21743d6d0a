package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of tokens.
 *
 * @param first how many tokens were skipped
 * @param max the size of a full page
 * @param hasNext whether there is a token after this page
 */
record TokenPage(List<ApiTokenModel> tokens, int first, int max, boolean hasNext) {

    /** Returns the page of a list that may have one token too many. */
    static TokenPage of(List<ApiTokenModel> found, int first, int max) {
        boolean hasNext = found.size() > max;
        return new TokenPage(hasNext ? found.subList(0, max) : found, first, max, hasNext);
    }

    /**
     * Returns the links to the next and the previous page (RFC 8288). They are relative to the request, so that they are
     * right behind any proxy.
     */
    Link[] links(UriInfo request) {
        List<Link> links = new ArrayList<>();
        if (hasNext && first <= Integer.MAX_VALUE - max) {
            links.add(link(request, first + max, "next"));
        }
        if (first > 0 && max > 0) {
            links.add(link(request, Math.max(0, first - max), "prev"));
        }
        return links.toArray(Link[]::new);
    }

    private Link link(UriInfo request, int newFirst, String relation) {
        String query = request.getRequestUriBuilder()
                .replaceQueryParam("first", newFirst)
                .replaceQueryParam("max", max)
                .build()
                .getRawQuery();
        return Link.fromUri(URI.create("?" + query)).rel(relation).build();
    }
}
