package io.mycli.keycloak.apitoken.error;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A rejected management request: a code for programs, a sentence for people, and the member that is the cause. */
public final class ApiTokenException extends RuntimeException {

    private static final Pattern LETTERS = Pattern.compile("[A-Za-z]{1,40}");

    private final ErrorCode code;
    private final @Nullable String field;
    private final transient List<ApiTokenException> all;

    /**
     * Rejects a request as a whole.
     *
     * @param description for the caller: what is wrong and what to do; contains no secret
     */
    public ApiTokenException(ErrorCode code, String description) {
        this(code, description, null);
    }

    /**
     * Rejects one member of a body, or one query parameter.
     *
     * @param field its name; null if no single member is the cause
     */
    public ApiTokenException(ErrorCode code, String description, @Nullable String field) {
        super(description);
        this.code = code;
        this.field = field;
        this.all = List.of();
    }

    /** Rejects an unknown or repeated member or parameter. A name with other characters than letters is not repeated: it may contain a secret. */
    public static ApiTokenException unexpected(String name, String description) {
        return new ApiTokenException(
                ErrorCode.INVALID_REQUEST, description, LETTERS.matcher(name).matches() ? name : null);
    }

    /** Rejects several members; the first one gives its code, sentence and name. */
    ApiTokenException(List<ApiTokenException> all) {
        super(all.get(0).getMessage());
        this.code = all.get(0).code;
        this.field = all.get(0).field;
        this.all = List.copyOf(all);
    }

    /** Returns the code, {@code error} in the answer. */
    public ErrorCode code() {
        return code;
    }

    /** Returns what is wrong and what to do. */
    public String description() {
        return String.valueOf(getMessage());
    }

    /** Returns the name of the wrong member or parameter; null if no single one is the cause. */
    public @Nullable String field() {
        return field;
    }

    /** Returns the rejections of all wrong members, this one first. */
    public List<ApiTokenException> all() {
        return all.isEmpty() ? List.of(this) : all;
    }
}
