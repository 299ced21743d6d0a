package io.mycli.keycloak.apitoken.error;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Checks of a request's members, which reject all wrong ones together. */
public final class Validation {

    private static final int MAX_REJECTIONS = 20;

    private final List<ApiTokenException> rejections = new ArrayList<>();

    /**
     * Runs the check of one member.
     *
     * @return the valid value; null if it was rejected
     * @throws ApiTokenException if no single member is the cause, or too many are wrong
     */
    @SuppressWarnings("NullAway") // requireValid() ends the checks before a null is used
    public <T> T check(Supplier<T> member) {
        try {
            return member.get();
        } catch (ApiTokenException e) {
            if (e.field() == null) {
                throw e;
            }
            rejections.addAll(e.all());
            if (rejections.size() >= MAX_REJECTIONS) {
                requireValid();
            }
            return null;
        }
    }

    /** Runs the check of one member that has no value of its own. */
    public void require(Runnable member) {
        check(() -> {
            member.run();
            return null;
        });
    }

    /**
     * Ends the checks.
     *
     * @throws ApiTokenException for all members that were rejected
     */
    public void requireValid() {
        if (!rejections.isEmpty()) {
            throw new ApiTokenException(rejections);
        }
    }
}
