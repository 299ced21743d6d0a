package io.mycli.keycloak.apitoken.docker;

import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;

/**
 * What the Keycloak Operator lets one say in a {@code Keycloak}, as far as we say it. The operator generates its CRD from
 * such a model with the same generator; it is not on Maven Central, so its field names are written down here. A field that
 * {@code docker/kubernetes} uses for the first time has to be looked up in the CRD and added.
 */
@Group("k8s.keycloak.org")
@Kind("Keycloak")
@Version("v2alpha1")
final class KeycloakResource extends CustomResource<KeycloakResource.Spec, Void> {

    private static final long serialVersionUID = 1L;

    record Spec(
            Integer instances,
            String image,
            Boolean startOptimized,
            List<LocalObjectReference> imagePullSecrets,
            List<Option> additionalOptions,
            List<Option> env,
            Http http,
            Hostname hostname,
            Proxy proxy,
            Database db,
            Features features,
            ResourceRequirements resources,
            Unsupported unsupported) {}

    record Option(String name, String value, SecretKeySelector secret) {}

    record Http(String tlsSecret, Boolean httpEnabled, Integer httpPort, Integer httpsPort) {}

    record Hostname(String hostname, String admin, Boolean strict, Boolean backchannelDynamic) {}

    record Proxy(String headers) {}

    record Database(
            String vendor,
            SecretKeySelector usernameSecret,
            SecretKeySelector passwordSecret,
            String database,
            String host,
            Integer port,
            String schema,
            String url,
            Integer poolInitialSize,
            Integer poolMinSize,
            Integer poolMaxSize) {}

    record Features(List<String> enabled, List<String> disabled) {}

    record Unsupported(PodTemplateSpec podTemplate) {}
}
