package io.mycli.cli.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.mycli.cli.CliException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TokenChoiceTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final ApiToken deploy = token("1", "deploy", null);
    private final ApiToken expired = token("2", "deploy", NOW.minusSeconds(1));
    private final ApiToken capital = token("3", "Deploy", NOW.minusSeconds(1));
    private final ApiToken other = token("4", "ci-other", null);

    @Test
    void byNameOrId() {
        assertThat(among(deploy, other).of("deploy")).isSameAs(deploy);
        assertThat(among(deploy, other).of("4")).isSameAs(other);
    }

    @Test
    void whateverTheCaseIfNothingElseFits() {
        assertThat(among(deploy, other).of("DEPLOY")).isSameAs(deploy);
    }

    @Test
    void asTheServerComparesNames() {
        ApiToken street = token("6", "Stra\u00dfe \ud83d\ude80\ufe0f", null);

        assertThat(among(street, other).of("STRASSE\u00a0\ud83d\ude80")).isSameAs(street);
        requireRejected(
                among(street, token("7", "strasse \ud83d\ude80", null)), "STRASSE \ud83d\ude80", "More than one");
    }

    @Test
    void exactNameBeforeAnotherCase() {
        assertThat(among(capital, deploy).of("Deploy")).isSameAs(capital);
        assertThat(among(capital, deploy).of("deploy")).isSameAs(deploy);
    }

    @Test
    void twoInAnotherCaseAreRejected() {
        requireRejected(among(capital, deploy), "DEPLOY", "More than one token matches");
    }

    @Test
    void liveOneOfTheSameNameIsMeant() {
        assertThat(among(expired, deploy).of("deploy")).isSameAs(deploy);
        assertThat(among(expired, other).of("deploy")).isSameAs(expired);
    }

    @Test
    void twoExpiredOfTheSameNameAreRejected() {
        requireRejected(among(expired, token("5", "deploy", NOW)), "deploy", "with id 5");
    }

    @Test
    void nameThatIsAnothersIdIsRejected() {
        requireRejected(among(deploy, token("9", "1", null)), "1", "More than one token matches");
        // Also if one of the two is over: which was meant, nobody knows.
        requireRejected(among(deploy, token("9", "1", NOW)), "1", "More than one token matches");
    }

    @Test
    void beginningIsNotTakenForTheWhole() {
        assertThatThrownBy(() -> among(deploy, other).of("ci"))
                .isInstanceOfSatisfying(
                        CliException.class,
                        failure -> assertThat(failure.hint().orElseThrow())
                                .startsWith("Did you mean \"ci-other\" (myc_000004...)?"));
        requireRejected(among(deploy, other), "myc_000004", "You have no token");
        requireRejected(among(deploy, other), "", "You have no token");
    }

    @Test
    void secretIsRejectedUnrepeated() {
        String secret = "myc_0123456789abcdef0123456789abcdef012345672a342d20";
        assertThatThrownBy(() -> among(deploy).of(secret)).isInstanceOfSatisfying(CliException.class, failure -> {
            assertThat(failure.exitCode()).isEqualTo(2);
            assertThat(failure.getMessage()).doesNotContain("0123456");
        });
    }

    private static void requireRejected(TokenChoice choice, String name, String why) {
        assertThatThrownBy(() -> choice.of(name))
                .isInstanceOf(CliException.class)
                .hasMessageContaining(why);
    }

    private static TokenChoice among(ApiToken... tokens) {
        return new TokenChoice(List.of(tokens), NOW);
    }

    private static ApiToken token(String id, String name, Instant expiresAt) {
        JsonObject json = new JsonObject();
        json.addProperty("id", id);
        json.addProperty("name", name);
        json.addProperty("prefix", "myc_00000" + id);
        json.addProperty("expiresAt", expiresAt == null ? null : expiresAt.toString());
        return ApiToken.of(json);
    }
}
