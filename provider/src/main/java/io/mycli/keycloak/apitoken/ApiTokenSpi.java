package io.mycli.keycloak.apitoken;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** The SPI {@code api-token}, the storage of API tokens. */
public final class ApiTokenSpi implements Spi {

    /** The name of the SPI, as in {@code --spi-api-token--jpa--tag}. */
    public static final String NAME = "api-token";

    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return ApiTokenProvider.class;
    }

    @Override
    @SuppressWarnings("rawtypes") // Spi's own signature
    public Class<? extends ProviderFactory> getProviderFactoryClass() {
        return ApiTokenProviderFactory.class;
    }
}
