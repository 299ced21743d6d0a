package io.mycli.keycloak.apitoken.spring;

import java.util.concurrent.atomic.LongAdder;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/** Counts checks and signals, for the metrics. */
final class Statistics {

    private final LongAdder kept = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder signals = new LongAdder();
    private final LongAdder invalidSignals = new LongAdder();

    /** Returns an introspector that counts the answers of Keycloak. */
    OpaqueTokenIntrospector counting(OpaqueTokenIntrospector delegate) {
        return token -> {
            try {
                OAuth2AuthenticatedPrincipal caller = delegate.introspect(token);
                accepted.increment();
                return caller;
            } catch (BadOpaqueTokenException e) {
                rejected.increment();
                throw e;
            } catch (RuntimeException e) {
                failed.increment();
                throw e;
            }
        };
    }

    void kept() {
        kept.increment();
    }

    void signal(boolean isValid) {
        (isValid ? signals : invalidSignals).increment();
    }

    /** Returns how many checks a kept answer decided. */
    long keptAnswers() {
        return kept.sum();
    }

    /** Returns how many checks Keycloak accepted. */
    long acceptedByKeycloak() {
        return accepted.sum();
    }

    long rejectedByKeycloak() {
        return rejected.sum();
    }

    /** Returns how many checks had no answer. */
    long failedChecks() {
        return failed.sum();
    }

    long validSignals() {
        return signals.sum();
    }

    long rejectedSignals() {
        return invalidSignals.sum();
    }
}
