package io.mycli.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{'a':1}", "{a:1}", "{} {}", "[]", "\"secret\"", "null", "<html>", """
            {"a":1,}"""})
    void objectIsNothingElse(String text) {
        assertThatThrownBy(() -> Json.object(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rejectionDoesNotRepeatTheText() {
        assertThatThrownBy(() -> Json.object("{\"token\":\"myc_01234"))
                .message()
                .doesNotContain("myc_");
    }

    @Test
    void memberOfAnotherTypeIsNone() {
        var object = Json.object("""
                {"text":1,"number":"1","time":"yesterday","nothing":null}""");

        assertThat(Json.text(object, "text")).isNull();
        assertThat(Json.number(object, "number", 7)).isEqualTo(7);
        assertThat(Json.time(object, "time")).isNull();
        assertThat(Json.text(object, "nothing")).isNull();
        assertThat(Json.text(object, "absent")).isNull();
    }
}
