package io.mycli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SimilarTest {

    private static final List<String> COMMANDS = List.of("create", "list", "ls", "show", "edit", "revoke", "rotate");

    @Test
    void fewMistakesAreForgiven() {
        assertThat(Similar.to("lits", COMMANDS)).containsExactly("list");
        assertThat(Similar.to("lst", COMMANDS)).containsExactly("list");
        assertThat(Similar.to("revok", COMMANDS)).containsExactly("revoke");
        assertThat(Similar.to("CREATE", COMMANDS)).containsExactly("create");
    }

    @Test
    void closestComesFirst() {
        assertThat(Similar.to("rotaet", List.of("rotated", "rotate"))).containsExactly("rotate", "rotated");
    }

    @Test
    void otherWordsAreNotMeant() {
        assertThat(Similar.to("delete-everything", COMMANDS)).isEmpty();
        assertThat(Similar.to("l", COMMANDS)).isEmpty();
        assertThat(Similar.to("", COMMANDS)).isEmpty();
        assertThat(Similar.to("x".repeat(100_000), COMMANDS)).isEmpty();
    }

    @Test
    void atMostThreeAreNamed() {
        assertThat(Similar.to("deploy", List.of("deploy1", "deploy2", "deploy3", "deploy4")))
                .hasSize(3);
    }
}
