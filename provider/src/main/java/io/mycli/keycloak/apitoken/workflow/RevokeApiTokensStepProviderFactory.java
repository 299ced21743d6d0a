package io.mycli.keycloak.apitoken.workflow;

import java.util.List;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.workflow.ResourceType;
import org.keycloak.models.workflow.WorkflowStepProviderFactory;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * Creates the step {@code revoke-api-tokens} of Keycloak's Workflows, which are a default feature since Keycloak 26.7.
 * All methods of the interface are here, because each version of Keycloak has other ones as defaults.
 */
public final class RevokeApiTokensStepProviderFactory
        implements WorkflowStepProviderFactory<RevokeApiTokensStepProvider> {

    /** The name of the step in a workflow. */
    public static final String ID = "revoke-api-tokens";

    @Override
    public RevokeApiTokensStepProvider create(KeycloakSession session, ComponentModel model) {
        return new RevokeApiTokensStepProvider(session);
    }

    @Override
    public Set<ResourceType> getSupportedResourceTypes() {
        return Set.of(ResourceType.USERS);
    }

    /** Returns the type of resource for Keycloak 26.4 and 26.5, whose interface has this method instead. */
    @SuppressWarnings("unused") // by our code
    public ResourceType getType() {
        return ResourceType.USERS;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getHelpText() {
        return "Revokes all API tokens of the user";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
