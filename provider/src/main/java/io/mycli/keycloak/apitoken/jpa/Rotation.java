package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.NewSecret;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.policy.MailKind;
import io.mycli.keycloak.apitoken.policy.UtcTime;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Objects;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The rotation of a token. It locks the row, so that the second of two rotations sees what the first one has done. */
final class Rotation {

    private Rotation() {}

    /**
     * Replaces the secret of a token.
     *
     * @param seen the token from which the new expiry was computed
     * @throws ApiTokenException TOKEN_NOT_FOUND or ROTATION_CONFLICT
     */
    static ApiTokenModel rotate(
            EntityManager em, RealmModel realm, UserModel owner, ApiTokenModel seen, NewSecret secret) {
        ApiTokenEntity row = em.find(ApiTokenEntity.class, seen.id(), LockModeType.PESSIMISTIC_WRITE);
        if (row == null
                || !row.isOf(realm.getId(), owner.getId())
                || row.toModel().isRevoked()) {
            throw new ApiTokenException(
                    ErrorCode.TOKEN_NOT_FOUND, "This token has just been revoked. Create a new one.");
        }
        if (row.toModel().isExpired(UtcTime.now())) {
            // It may have given up its name and its slot. Since the check without the lock, it has had time to.
            throw new ApiTokenException(ErrorCode.ROTATION_CONFLICT, "This token has expired. Create a new one.");
        }
        if (!Objects.equals(row.toModel().rotatedAt(), seen.rotatedAt())) {
            throw new ApiTokenException(
                    ErrorCode.ROTATION_CONFLICT,
                    "Another request rotated this token. Use the secret of that response.");
        }
        row.replaceSecret(secret);
        row.addNews(News.of(MailKind.ROTATED, realm), secret.issuedAt().toEpochMilli());
        em.flush();
        return row.toModel();
    }
}
