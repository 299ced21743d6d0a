package io.mycli.keycloak.apitoken.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterListTest {

    @Test
    void parametersBeginAtTheFirst() {
        assertThat(new ParameterList(3, List.of("a", "b")).placeholders()).isEqualTo("?3,?4");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,4", "4,4", "5,8", "200,256", "512,512"})
    void numberOfParametersIsPowerOfTwo(int values, int parameters) {
        String placeholders = new ParameterList(1, Collections.nCopies(values, "a")).placeholders();

        assertThat(placeholders.split(",", -1)).hasSize(parameters);
    }
}
