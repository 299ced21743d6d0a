package io.mycli.keycloak.apitoken.authentication;

import io.mycli.keycloak.apitoken.StatelessProviderFactory;
import io.mycli.keycloak.apitoken.claims.IssuerCache;
import java.util.List;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;

/** The factory of the authenticator {@code api-token}, for direct grants and Docker registries. */
public final class ApiTokenAuthenticatorFactory
        implements AuthenticatorFactory, StatelessProviderFactory<Authenticator> {

    /** The id of the provider. */
    public static final String PROVIDER_ID = "api-token";

    static final String REQUIRED_SCOPE = "required-scope";
    static final String REQUIRED_PROFILE = "required-profile";

    private static final AuthenticationExecutionModel.Requirement[] REQUIREMENTS = {
        AuthenticationExecutionModel.Requirement.REQUIRED,
        AuthenticationExecutionModel.Requirement.ALTERNATIVE,
        AuthenticationExecutionModel.Requirement.DISABLED
    };

    private final IssuerCache issuers = new IssuerCache();

    @Override
    public Authenticator create(KeycloakSession session) {
        return new ApiTokenAuthenticator(session, issuers);
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayType() {
        return "API token";
    }

    @Override
    public String getReferenceCategory() {
        return PROVIDER_ID;
    }

    @Override
    public String getHelpText() {
        return "Accepts a username and an API token of that user in the place of a password, from the form of a direct"
                + " grant or the header of HTTP Basic, in direct grants and Docker logins. What is no API token is left to the"
                + " alternatives.";
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }

    @Override
    public AuthenticationExecutionModel.Requirement[] getRequirementChoices() {
        return REQUIREMENTS.clone();
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of(
                property(REQUIRED_SCOPE, "Required scope", "Client scope that the API token must have."),
                property(REQUIRED_PROFILE, "Required profile", "Profile that the API token must have."));
    }

    private static ProviderConfigProperty property(String name, String label, String help) {
        return new ProviderConfigProperty(name, label, help, ProviderConfigProperty.STRING_TYPE, null);
    }
}
