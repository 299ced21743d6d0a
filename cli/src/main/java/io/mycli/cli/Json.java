package io.mycli.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reading JSON as a tree. A tree, not classes: binding would cost more time than all the rest of a command. */
public final class Json {

    private Json() {}

    /**
     * The object that the text is.
     *
     * @throws IllegalArgumentException if it is anything else, also if something follows it
     */
    public static JsonObject object(String text) {
        JsonElement element = element(text);
        if (!element.isJsonObject()) {
            throw new IllegalArgumentException("not a JSON object");
        }
        return element.getAsJsonObject();
    }

    /**
     * Whatever JSON the text is.
     *
     * @throws IllegalArgumentException if it is none; the message does not repeat the text, which may hold secrets
     */
    public static JsonElement element(String text) {
        if (text.isBlank()) {
            // Gson takes nothing for null.
            throw new IllegalArgumentException("nothing");
        }
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        try {
            JsonElement element = JsonParser.parseReader(reader);
            if (reader.peek() == com.google.gson.stream.JsonToken.END_DOCUMENT) {
                return element;
            }
        } catch (java.io.IOException | JsonParseException | IllegalStateException e) {
            throw new IllegalArgumentException("not JSON");
        }
        throw new IllegalArgumentException("more than one JSON value");
    }

    /** A member that is text, or null: absent, null and of another type are one. */
    public static String text(JsonObject object, String name) {
        JsonElement member = object.get(name);
        return member != null
                        && member.isJsonPrimitive()
                        && member.getAsJsonPrimitive().isString()
                ? member.getAsString()
                : null;
    }

    /** The texts of a member that is an array; none if it is anything else. */
    public static List<String> texts(JsonObject object, String name) {
        List<String> texts = new ArrayList<>();
        if (object.get(name) instanceof JsonArray array) {
            for (JsonElement element : array) {
                if (element.isJsonPrimitive()) {
                    texts.add(element.getAsString());
                }
            }
        }
        return texts;
    }

    /** The objects of a member that is an array; none if it is anything else. */
    public static List<JsonObject> objects(JsonObject object, String name) {
        List<JsonObject> objects = new ArrayList<>();
        if (object.get(name) instanceof JsonArray array) {
            for (JsonElement element : array) {
                if (element instanceof JsonObject child) {
                    objects.add(child);
                }
            }
        }
        return objects;
    }

    /** A member that is an object; an empty one if it is anything else. */
    public static JsonObject child(JsonObject object, String name) {
        return object.get(name) instanceof JsonObject child ? child : new JsonObject();
    }

    /** Whether a member is {@code true}. */
    public static boolean isTrue(JsonObject object, String name) {
        return new com.google.gson.JsonPrimitive(true).equals(object.get(name));
    }

    /** A member that is a number, or what is said to stand for none. */
    public static long number(JsonObject object, String name, long otherwise) {
        JsonElement member = object.get(name);
        return member != null
                        && member.isJsonPrimitive()
                        && member.getAsJsonPrimitive().isNumber()
                ? member.getAsLong()
                : otherwise;
    }

    /** A member that is a time of ISO 8601, or null. */
    public static Instant time(JsonObject object, String name) {
        String text = text(object, name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** For files that people may look into: one member per line. */
    public static String pretty(JsonObject object) {
        StringBuilder text = new StringBuilder("{");
        String separator = "\n  ";
        for (var member : object.entrySet()) {
            text.append(separator)
                    .append(new com.google.gson.JsonPrimitive(member.getKey()))
                    .append(": ")
                    .append(member.getValue());
            separator = ",\n  ";
        }
        return text.append("\n}\n").toString();
    }
}
