package io.mycli.keycloak.apitoken;

import org.keycloak.provider.ProviderFactory;

/** Makes an {@link ApiTokenProvider} for each session; one per server. */
public interface ApiTokenProviderFactory extends ProviderFactory<ApiTokenProvider> {}
