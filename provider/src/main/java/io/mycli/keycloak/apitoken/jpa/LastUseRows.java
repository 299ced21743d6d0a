package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.LastUse;
import io.mycli.keycloak.apitoken.secret.Sha256;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rows that say when tokens were last used: the token's own, and one for each resource server. Uses by the same
 * resource server in the same second are written together. Row by row, this would cost more than the checks of the
 * tokens.
 */
final class LastUseRows {

    /** The maximum number of resource servers per token, of which the ones that used it last are kept. */
    static final int MAX_PER_TOKEN = 50;

    private final EntityManager em;

    LastUseRows(EntityManager em) {
        this.em = em;
    }

    /** What many tokens can have in common: the resource server, and the time in milliseconds since the epoch. */
    private record Moment(String clientId, long at) {

        private static final Comparator<Moment> NEWEST_FIRST =
                Comparator.comparingLong(Moment::at).reversed().thenComparing(Moment::clientId);

        private static Moment of(LastUsedRecorder.Use use) {
            return new Moment(use.clientId(), use.at());
        }

        private String clientKey() {
            return Sha256.hex(clientId);
        }
    }

    /** Writes uses of tokens whose rows this transaction has locked, which keeps other nodes from the same rows. */
    void write(List<LastUsedRecorder.Use> uses) {
        if (uses.isEmpty()) {
            return;
        }
        byMoment(uses).forEach(this::updateTokens);
        Set<String> known = knownKeys(uses);
        byMoment(uses.stream().filter(use -> known.contains(key(use))).toList()).forEach(this::updateServers);
        List<LastUsedRecorder.Use> first =
                uses.stream().filter(use -> !known.contains(key(use))).toList();
        byMoment(first).forEach(this::insertServers);
        if (!first.isEmpty()) {
            trim(tokenIds(first));
        }
    }

    private static Map<Moment, Set<String>> byMoment(List<LastUsedRecorder.Use> uses) {
        return uses.stream()
                .collect(Collectors.groupingBy(
                        Moment::of,
                        () -> new TreeMap<>(Moment.NEWEST_FIRST),
                        Collectors.mapping(LastUsedRecorder.Use::tokenId, Collectors.toSet())));
    }

    /** Writes a use to the rows of its tokens, except for those that have one of the same minute, or a later one. */
    private void updateTokens(Moment moment, Set<String> tokenIds) {
        ParameterList ids = new ParameterList(5, tokenIds);
        ids.setIn(em.createQuery("update ApiTokenEntity t set t.lastUsedAt = ?1, t.lastUsedBy = ?2, t.activeDay = ?3"
                        + " where (t.lastUsedAt is null or t.lastUsedAt <= ?4) and t.id in (" + ids.placeholders()
                        + ")"))
                .setParameter(1, moment.at())
                .setParameter(2, moment.clientId())
                .setParameter(3, ActiveDay.of(moment.at()))
                .setParameter(4, moment.at() - LastUsedRecorder.PRECISION_MILLIS)
                .executeUpdate();
    }

    private Set<String> knownKeys(List<LastUsedRecorder.Use> uses) {
        ParameterList ids = new ParameterList(1, tokenIds(uses));
        return ids.setIn(em.createQuery(
                        "select u.tokenId, u.clientKey from TokenUseEntity u where u.tokenId in (" + ids.placeholders()
                                + ")",
                        Object[].class))
                .getResultStream()
                .map(row -> row[0] + " " + row[1])
                .collect(Collectors.toSet());
    }

    private static String key(LastUsedRecorder.Use use) {
        return use.tokenId() + " " + Moment.of(use).clientKey();
    }

    private static Set<String> tokenIds(List<LastUsedRecorder.Use> uses) {
        return uses.stream().map(LastUsedRecorder.Use::tokenId).collect(Collectors.toCollection(HashSet::new));
    }

    private void updateServers(Moment moment, Set<String> tokenIds) {
        ParameterList ids = new ParameterList(3, tokenIds);
        ids.setIn(em.createQuery("update TokenUseEntity u set u.usedAt = ?1 where u.clientKey = ?2 and u.usedAt < ?1"
                        + " and u.tokenId in (" + ids.placeholders() + ")"))
                .setParameter(1, moment.at())
                .setParameter(2, moment.clientKey())
                .executeUpdate();
    }

    /** Inserts from the tokens' rows: one statement for many rows, which every database understands. */
    private void insertServers(Moment moment, Set<String> tokenIds) {
        ParameterList ids = new ParameterList(4, tokenIds);
        ids.setIn(em.createQuery(
                        "insert into TokenUseEntity (tokenId, clientKey, usedBy, usedAt) select t.id, ?1, ?2, ?3"
                                + " from ApiTokenEntity t where t.id in (" + ids.placeholders() + ")"))
                .setParameter(1, moment.clientKey())
                .setParameter(2, moment.clientId())
                .setParameter(3, moment.at())
                .executeUpdate();
    }

    /** Removes the oldest rows of tokens that have more than the maximum. */
    private void trim(Set<String> tokenIds) {
        em.createQuery(
                        "select u.tokenId from TokenUseEntity u where u.tokenId in (:ids)"
                                + " group by u.tokenId having count(u.clientKey) > :max",
                        String.class)
                .setParameter("ids", tokenIds)
                .setParameter("max", (long) MAX_PER_TOKEN)
                .getResultList()
                .forEach(this::trim);
    }

    private void trim(String tokenId) {
        List<String> oldest = em.createQuery(
                        "select u.clientKey from TokenUseEntity u where u.tokenId = :id"
                                + " order by u.usedAt desc, u.clientKey",
                        String.class)
                .setParameter("id", tokenId)
                .setFirstResult(MAX_PER_TOKEN)
                .getResultList();
        em.createQuery("delete from TokenUseEntity u where u.tokenId = :id and u.clientKey in (:keys)")
                .setParameter("id", tokenId)
                .setParameter("keys", oldest)
                .executeUpdate();
    }

    /**
     * Returns the last use of a token by each resource server, newest first. A token from before these rows has one by
     * the server that used it last.
     */
    List<LastUse> of(ApiTokenModel token) {
        List<LastUse> uses = em.createQuery(
                        "select u from TokenUseEntity u where u.tokenId = :id", TokenUseEntity.class)
                .setParameter("id", token.id())
                .getResultStream()
                .map(TokenUseEntity::toModel)
                .collect(Collectors.toCollection(ArrayList::new));
        if (token.lastUsedAt() != null
                && token.lastUsedBy() != null
                && uses.stream().map(LastUse::clientId).noneMatch(token.lastUsedBy()::equals)) {
            uses.add(new LastUse(token.lastUsedBy(), token.lastUsedAt()));
        }
        uses.sort(Comparator.comparing(LastUse::usedAt).reversed().thenComparing(LastUse::clientId));
        return uses;
    }
}
