package io.mycli.keycloak.apitoken;

import org.keycloak.provider.ProviderFactory;

/** The factory of {@link ApiTokenProvider}s, one per server. */
public interface ApiTokenProviderFactory extends ProviderFactory<ApiTokenProvider> {}
