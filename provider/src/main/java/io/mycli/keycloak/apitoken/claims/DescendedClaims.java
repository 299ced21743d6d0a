package io.mycli.keycloak.apitoken.claims;

import io.mycli.keycloak.apitoken.Descent;
import io.mycli.keycloak.apitoken.PresentedSecret;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.AccessToken;

/**
 * What is true of every JWT that was made from an API token, whatever its client's mappers say: it names the token, ends
 * with it, tells of no login, and does not open the account API, from which a person's credentials can be changed.
 */
public final class DescendedClaims {

    private static final String NOBODY_LOGGED_IN = "0";

    private static final List<String> NAMES =
            List.of(Descent.CLAIM, TokenClaims.NAME, TokenClaims.PROFILE, TokenClaims.EXPIRES_AT);

    private DescendedClaims() {}

    /** Into a JWT that is about to be signed. */
    public static void write(AccessToken jwt, PresentedSecret secret, RealmModel realm) {
        jwt.getOtherClaims().keySet().removeAll(NAMES);
        jwt.setOtherClaims(Descent.CLAIM, secret.token().id());
        TokenClaims.write(jwt, secret);
        jwt.exp(Math.min(jwt.getExp(), TokenClaims.exp(secret.expiresAt(), realm)));
        jwt.setAcr(NOBODY_LOGGED_IN);
        jwt.setAuth_time(null);
        withoutAccount(jwt);
    }

    /** Into what Keycloak says of such a JWT: it runs the mappers anew and drops what none of them has made. */
    public static void copy(AccessToken jwt, AccessToken answer) {
        for (String name : NAMES) {
            answer.getOtherClaims().remove(name);
            Object value = jwt.getOtherClaims().get(name);
            if (value != null) {
                answer.setOtherClaims(name, value);
            }
        }
        withoutAccount(answer);
    }

    private static void withoutAccount(AccessToken claims) {
        claims.getResourceAccess().remove(Constants.ACCOUNT_MANAGEMENT_CLIENT_ID);
        if (claims.getAudience() != null) {
            String[] others = Arrays.stream(claims.getAudience())
                    .filter(audience -> !Objects.equals(audience, Constants.ACCOUNT_MANAGEMENT_CLIENT_ID))
                    .toArray(String[]::new);
            claims.audience(others.length == 0 ? null : others);
        }
    }
}
