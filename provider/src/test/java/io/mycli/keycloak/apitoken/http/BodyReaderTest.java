package io.mycli.keycloak.apitoken.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {

    private static final Map<String, Class<?>> TYPES = Map.of(
            "text", String.class,
            "number", Integer.class,
            "flag", Boolean.class,
            "list", List.class,
            "ignored", Object.class);

    @Test
    void valuesHaveTheirTypes() {
        assertThat(read("{'text':'','number':0,'flag':false,'list':['a',''],'ignored':[null]}"))
                .isEqualTo(Map.of("text", "", "number", 0, "flag", false, "list", List.of("a", "")));
    }

    @Test
    void nullIsMissing() {
        assertThat(read("{'text':null,'number':null,'flag':null,'list':null}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "null", "[]", "'text'", "1", "{} {}", "{}x", "{'text':'a',}", "{text:'a'}"})
    void malformedBodiesHaveNoField(String body) {
        assertThatThrownBy(() -> read(body))
                .asInstanceOf(InstanceOfAssertFactories.type(ApiTokenException.class))
                .extracting(ApiTokenException::field)
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "text   | {'text':1}",
                "text   | {'text':1.5}",
                "text   | {'text':true}",
                "text   | {'text':{}}",
                "text   | {'text':['a']}",
                "text   | {'text':'a','text':'b'}",
                "number | {'number':'1'}",
                "number | {'number':''}",
                "number | {'number':1.0}",
                "number | {'number':1e2}",
                "number | {'number':-1}",
                "number | {'number':2147483648}",
                "number | {'number':true}",
                "number | {'number':[1]}",
                "flag   | {'flag':'true'}",
                "flag   | {'flag':''}",
                "flag   | {'flag':1}",
                "flag   | {'flag':[true]}",
                "list   | {'list':'a'}",
                "list   | {'list':''}",
                "list   | {'list':{}}",
                "list   | {'list':[1]}",
                "list   | {'list':[null]}",
                "list   | {'list':['a',null]}",
                "list   | {'list':[['a']]}",
                "Text   | {'Text':'a'}"
            })
    void wrongMemberIsNamed(String field, String body) {
        assertThatThrownBy(() -> read(body))
                .asInstanceOf(InstanceOfAssertFactories.type(ApiTokenException.class))
                .extracting(ApiTokenException::field)
                .isEqualTo(field);
    }

    @Test
    void wrongMembersAreReportedTogether() {
        assertThatThrownBy(() -> read("{'text':1,'number':'1','x':2}"))
                .asInstanceOf(InstanceOfAssertFactories.type(ApiTokenException.class))
                .extracting(e -> e.all().stream().map(ApiTokenException::field).toList())
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .containsExactlyInAnyOrder("x", "text", "number");
    }

    @Test
    void longListIsRejected() {
        assertThat(read("{'list':[" + "'a',".repeat(999) + "'a']}")).containsKey("list");
        assertThatThrownBy(() -> read("{'list':[" + "'a',".repeat(1000) + "'a']}"))
                .isInstanceOf(ApiTokenException.class);
    }

    private static Map<String, Object> read(String body) {
        return BodyReader.values(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8), TYPES);
    }
}
