package io.mycli.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.mycli.cli.CliException;
import io.mycli.cli.terminal.Printable;
import java.util.Arrays;
import java.util.List;

/**
 * The members that {@code --json name,prefix} chooses.
 *
 * @param chosen empty for all
 */
record JsonMembers(List<String> chosen) {

    /**
     * Parses the value of the option.
     *
     * @param text null without the option, empty for all
     * @throws CliException if a member does not exist
     */
    static JsonMembers of(String text, List<String> known) {
        List<String> chosen = text == null || text.isEmpty() ? List.of() : split(text);
        chosen.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(unknown -> {
            throw CliException.usage(
                    "There is no member \"" + Printable.line(unknown) + "\" for --json.",
                    "Choose from: " + String.join(", ", known));
        });
        return new JsonMembers(chosen);
    }

    static List<String> split(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).distinct().toList();
    }

    /** Returns the object, or each object of the array, with the chosen members only, in the order of the choice. */
    JsonElement of(JsonElement element) {
        if (chosen.isEmpty()) {
            return element;
        }
        if (element instanceof JsonArray array) {
            JsonArray some = new JsonArray();
            array.forEach(child -> some.add(of(child)));
            return some;
        }
        JsonObject some = new JsonObject();
        chosen.forEach(name -> some.add(name, element.getAsJsonObject().get(name)));
        return some;
    }
}
