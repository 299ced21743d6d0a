package io.mycli.example.catalog;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A filter that adds the expiry of an API token to each answer, so that a job learns it in time. As a filter, it covers
 * errors too. It runs after Spring Security's filters.
 */
@Component
final class ExpiryHeader extends OncePerRequestFilter {

    static final String NAME = "API-Token-Expires-At";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional.ofNullable(request.getUserPrincipal())
                .filter(BearerTokenAuthentication.class::isInstance)
                .map(BearerTokenAuthentication.class::cast)
                .flatMap(authentication -> ApiToken.of(authentication.getTokenAttributes()))
                .map(ApiToken::expiresAt)
                .ifPresent(expiresAt -> response.setHeader(NAME, expiresAt.toString()));
        chain.doFilter(request, response);
    }
}
