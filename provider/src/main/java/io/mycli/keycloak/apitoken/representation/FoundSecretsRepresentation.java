package io.mycli.keycloak.apitoken.representation;

import java.util.List;

/**
 * What looks like a secret in a text. Secrets without a token are told by their prefix: the tag and six characters.
 *
 * @param tokens the tokens of the secrets, each once
 * @param unknown form and checksum are correct, but no token of this realm has the secret
 * @param malformed the form or the checksum is wrong, so it is no secret of this server
 * @param forbidden the administrator may not view the owner
 */
public record FoundSecretsRepresentation(
        List<AdminApiTokenRepresentation> tokens,
        List<String> unknown,
        List<String> malformed,
        List<String> forbidden) {}
