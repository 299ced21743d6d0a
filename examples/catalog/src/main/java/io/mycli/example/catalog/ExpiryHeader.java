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
 * Tells the holder of an API token when it ends, with each answer: a job that only ever calls this server would learn
 * it no earlier than on that day. A filter, so that errors tell it too. It runs after Spring Security's.
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
                .ifPresent(end -> response.setHeader(NAME, end.toString()));
        chain.doFilter(request, response);
    }
}
